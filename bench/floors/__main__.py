"""python -m bench.floors bare|durable: serves a floor on PORT with the real server's own uvicorn settings."""

import os
import sys

import uvicorn

from household.connections import uvicorn_config

if __name__ == "__main__":
    if sys.argv[1] == "durable":
        from bench.floors.durable import application, prepare

        prepare()
    else:
        from bench.floors.bare import application
    uvicorn.Server(uvicorn_config(application, host="127.0.0.1", port=int(os.environ["PORT"]))).run()
