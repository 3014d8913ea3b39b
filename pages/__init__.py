"""Screens: inputs, one service call, the result. Streamlit lists every module here as a page by itself."""
