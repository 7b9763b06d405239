"""The command line, thin."""

import asyncio
import os
import sys


def main() -> None:
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    if sys.argv[1:2] == ["demo"]:
        from bot import demo

        asyncio.run(demo.run())
    else:
        from bot import app
        from bot.settings import read_settings

        asyncio.run(app.run(read_settings()))


if __name__ == "__main__":
    main()
