project = "Notes on threads"
extensions = ["threadbare_embed.sphinx"]
html_theme = "furo"
