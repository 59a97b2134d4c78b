#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""receiver.py SECRET: prints its port, then a line a webhook: "right" or "wrong" and its body.

What it knows of Standard Webhooks it knows from standardwebhooks.com, not from the program that it listens to.
"""
import base64
import hashlib
import hmac
import http.server
import sys
import time

key = base64.b64decode(sys.argv[1].removeprefix("whsec_"))


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        stamp = self.headers["webhook-timestamp"]
        signed = f"{self.headers['webhook-id']}.{stamp}.".encode() + body
        expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        versions = [one.split(",", 1) for one in self.headers["webhook-signature"].split(" ")]
        right = any(v == "v1" and hmac.compare_digest(s, expected) for v, s in versions)
        right = right and abs(time.time() - int(stamp)) < 300 and self.headers["webhook-id"].startswith("msg_")
        print("right" if right else "wrong", body.decode(), flush=True)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
print(server.server_port, flush=True)
server.serve_forever()
