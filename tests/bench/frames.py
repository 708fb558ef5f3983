"""Which displayed frame shows what followed an event: from the browser's own trace."""

import contextlib
import statistics

CATEGORIES = [
    "blink.user_timing",
    "cc",
    "benchmark",
    "disabled-by-default-devtools.timeline.frame",
]

WATCH = """drawn => {
  window.stops?.forEach(stop => stop());
  let n = 0;
  const event = e => { n += 1; performance.mark('event:' + n, { startTime: e.timeStamp }); };
  addEventListener('pointermove', event, true);
  const seen = new MutationObserver(() => performance.mark('drawn:' + n));
  seen.observe(document.querySelector(drawn), { attributes: true });
  window.stops = [() => removeEventListener('pointermove', event, true), () => seen.disconnect()];
}"""
"""Marks each pointer event at its own time, and each moment the watched element has changed."""


@contextlib.contextmanager
def traced(page):
    """Trace the browser; the list that this gives is filled when the block ends."""
    session = page.context.new_cdp_session(page)
    events, ended = [], []
    session.on("Tracing.dataCollected", lambda part: events.extend(part["value"]))
    session.on("Tracing.tracingComplete", lambda _: ended.append(True))
    session.send(
        "Tracing.start",
        {"transferMode": "ReportEvents", "traceConfig": {"includedCategories": CATEGORIES}},
    )
    yield events
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(20)
    session.detach()


def frames(events):
    """The frames that were displayed: when the page had made each, and when it was seen."""
    names = ("PipelineReporter", "SendBeginMainFrameToCommit")
    running, found = {}, []
    for event in sorted((e for e in events if e["name"] in names), key=lambda e: e["ts"]):
        key = (event["pid"], event["id2"]["local"])
        whole = event["name"] == "PipelineReporter"
        if whole and event["ph"] == "b":
            running[key] = {"state": event["args"]["frame_reporter"]["state"]}
        elif key in running and not whole:
            running[key][event["ph"]] = event["ts"]
        elif key in running:
            frame = running.pop(key)
            if frame["state"].startswith("STATE_PRESENTED") and "e" in frame:
                found.append((frame["e"], event["ts"]))
    return sorted(found)


def latencies(events):
    """Milliseconds from each event to the drawing it led to, and to the frame that showed it.

    Returns (drawn, shown, times): a drawing for which no displayed frame is found counts in
    the first only; ``times`` are when those frames were seen, in ms.
    """
    marks = sorted(
        (e["ts"], *e["name"].split(":")) for e in events if e.get("cat") == "blink.user_timing"
        and e["name"].partition(":")[0] in ("event", "drawn")
    )  # fmt: skip
    at = {n: ts for ts, kind, n in marks if kind == "event"}
    drawn, shown, times = {}, {}, set()
    displayed = frames(events)
    for ts, kind, n in marks:
        if kind == "event" or n not in at or n in drawn:
            continue
        drawn[n] = (ts - at[n]) / 1000
        seen = next((seen for made, seen in displayed if made >= ts), None)
        if seen:
            shown[n] = (seen - at[n]) / 1000
            times.add(seen / 1000)
    return list(drawn.values()), list(shown.values()), sorted(times)


def percentiles(values):
    """The median and the 95th percentile."""
    cuts = statistics.quantiles(values, n=20, method="inclusive")
    return cuts[9], cuts[18]
