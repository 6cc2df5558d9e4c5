"""``python -m symgame`` is the command line."""

from symgame.cli import main

if __name__ == "__main__":
    main()
