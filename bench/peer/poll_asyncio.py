# PORT TARGETS IN_FLIGHT MS COMMAND...: the same polls as Python's libraries for miners do them: asyncio streams, read to the end, json.loads.
# Prints the polls a CPU-second.
import asyncio
import json
import sys
import time

port, targets, in_flight, ms = (int(arg) for arg in sys.argv[1:5])
commands = sys.argv[5:]


async def ask(host, command):
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(json.dumps({"command": command}).encode())
    await writer.drain()
    answer = await reader.read(-1)
    writer.close()
    return json.loads(answer.rstrip(b"\0"))


async def main():
    done = 0
    turn = 0
    begun = time.process_time()
    ends = time.monotonic() + ms / 1000

    async def worker():
        nonlocal done, turn
        while time.monotonic() < ends:
            turn += 1
            n = 1 + turn % targets
            host = f"127.1.{n >> 8}.{n & 255}"
            answers = {command: await ask(host, command) for command in commands}
            stats = answers["stats"]["STATS"][1]
            if stats["GHS 5s"] <= 0 or not answers["pools"]["POOLS"]:
                raise SystemExit("no reading")
            done += 1

    await asyncio.gather(*(worker() for _ in range(in_flight)))
    print(done / (time.process_time() - begun))


asyncio.run(main())
