"""The widgets' JavaScript modules and style sheets, and the linker that joins them."""
