"""Home, and the entry point: ``streamlit run app.py`` serves this file's ASGI app, which runs it as the first page."""

from __future__ import annotations

from streamlit.starlette import App

from pages.components.serving import ROUTES, serve

app = App("app.py", lifespan=serve, routes=ROUTES)

if __name__ == "__main__":
    from pages.components.home import home

    home()
