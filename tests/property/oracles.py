"""The pair rules written another way: sums over spike pairs and whole-series formulas."""

import torch


def lowpass(drive, decay):
    """y[t] = sum over s <= t of decay^(t-s) drive[s], as one matrix product."""
    steps = torch.arange(len(drive), dtype=torch.float64)
    lags = steps[:, None] - steps[None, :]
    kernel = torch.where(lags >= 0, decay ** lags.clamp(min=0), torch.zeros_like(lags))
    return kernel @ drive


def whole_series(rule, protocol, lag):
    """w over time for all-to-all pairing, without stepping: traces, xi and z as products."""
    drive, dt = protocol.drive(), protocol.dt
    pre, post, reward = drive.pre, drive.post, drive.reward
    x = lowpass(pre, torch.exp(torch.tensor(-dt / rule.tau_plus, dtype=torch.float64)))
    y = lowpass(post, torch.exp(torch.tensor(-dt / rule.tau_minus, dtype=torch.float64)))
    if rule.read_before:  # a spike reads what came before its own step
        x, y = x - pre, y - post
    pairing = rule.A_plus * x * post + rule.A_minus * y * pre
    if hasattr(rule, "tau_z"):
        decay = torch.exp(torch.tensor(-dt / rule.tau_z, dtype=torch.float64))
        pairing = dt * lowpass(pairing, decay) / rule.tau_z
    if rule.name == "STDP":
        change = pairing
    else:
        late = torch.cat([pairing.new_zeros(1), pairing[:-1]])
        change = reward * (late if lag else pairing)
    return rule.gamma * torch.cat([pairing.new_zeros(1), change.cumsum(0)])


def pair_sum(rule, protocol):
    """The final change under STDP as a double sum over spike pairs, nearest or all-to-all."""
    total = 0.0
    for side, other, amplitude, tau in (
        (protocol.post, protocol.pre, rule.A_plus, rule.tau_plus),
        (protocol.pre, protocol.post, rule.A_minus, rule.tau_minus),
    ):
        for later in side:
            gaps = [later - time for time in other if time <= later]
            for gap in ([min(gaps)] if gaps else []) if rule.nearest else gaps:
                total += amplitude * torch.exp(torch.tensor(-gap / tau, dtype=torch.float64)).item()
    return rule.gamma * total
