# What a page does in chromium, over the DevTools protocol: messages end with a NUL,
# ours go to the file "to", its own come from the file "from", which are pipes.

import json
import time


class Browser:
    def __init__(self):
        self.to = open("to", "wb", buffering=0)
        self.source = open("from", "rb", buffering=0)
        self.rest = b""
        self.number = 0
        self.session = None
        self.events = []

    def read(self):
        while b"\0" not in self.rest:
            more = self.source.read(65536)
            if not more:
                raise EOFError("chromium has gone")
            self.rest += more
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        self.to.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def met(self, method):
        return [e["params"] for e in self.events if e.get("method") == method]

    def open(self, url):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target,
                                 flatten=True)["sessionId"]
        for part in "Page", "Network", "Runtime", "Log":
            self.call(part + ".enable")
        self.events = []
        self.call("Page.navigate", url=url)
        while not self.met("Page.loadEventFired"):
            self.events.append(self.read())

    def ask(self, script):
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key, code, text=""):
        one = {"key": key, "code": key if key != " " else "Space",
               "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **one)
        self.call("Input.dispatchKeyEvent", type="keyUp", **one)

    # What was asked of a network, or said to the console, a moment later still.
    def close(self):
        time.sleep(0.5)
        self.ask("0")
        asked = [p["request"]["url"] for p in self.met("Network.requestWillBeSent")]
        said = self.met("Log.entryAdded") + self.met("Runtime.consoleAPICalled")
        said += self.met("Runtime.exceptionThrown")
        self.session = None
        self.call("Browser.close")
        return asked, said
