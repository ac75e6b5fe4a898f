"""Run the command line: `python -m tsunagu`."""

from tsunagu.cli.main import main

if __name__ == "__main__":
    main()
