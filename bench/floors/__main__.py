"""python -m bench.floors bare|durable: serves a floor on PORT with the real server's own uvicorn settings."""

import os
import sys

import uvicorn

if __name__ == "__main__":
    if sys.argv[1] == "durable":
        from bench.floors.durable import application, prepare

        prepare()
    else:
        from bench.floors.bare import application
    uvicorn.run(
        application,
        host="127.0.0.1",
        port=int(os.environ["PORT"]),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
