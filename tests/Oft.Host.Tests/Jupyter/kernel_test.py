"""What Jupyter's own kernel test suite asks of a kernel, and a few questions more."""
import json
import time
import unittest

import jupyter_kernel_test
from jupyter_client.manager import start_new_kernel


class OftKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = ".net-csharp"
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.Write("hello, world");'
    code_stderr = 'Console.Error.Write("test");'
    completion_samples = [
        {"text": "StringBuild", "matches": {"StringBuilder"}},
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "\"😀\".Leng", "matches": {"Length"}},
        {"text": "new[] { 1 }.Selec", "matches": {"Select", "SelectMany"}},
    ]
    complete_code_samples = ["1 + 1", "var a = 1;", "foreach (var i in new[] { 1 }) { }"]
    incomplete_code_samples = ["foreach (var i in new[] { 1 }) {", "Console.WriteLine("]
    invalid_code_samples = ["var 1a = ;"]
    code_page_something = None
    code_generate_error = 'throw new InvalidOperationException("on purpose");'
    code_execute_result = [{"code": "$\"{6 * 7}\"", "result": "42"}]
    code_display_data = [{"code": 'display(HTML("<b>x</b>"));', "mime": "text/html"}]
    code_history_pattern = "$\"*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = None

    @classmethod
    def setUpClass(cls):
        # The suite waits 15 s for an answer; the first cell compiles the compiler, which a busy machine may take longer for.
        super().setUpClass()
        cls.kc.execute_interactive("1", timeout=120)


class MoreQuestions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start_new_kernel(kernel_name=".net-csharp", startup_timeout=120)
        # The first cell compiles the compiler; the times printed below are those of a kernel that has run one.
        cls.client.execute_interactive("1", timeout=120)

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        cls.manager.shutdown_kernel(now=False)

    def run_cell(self, code, **options):
        request = self.client.execute(code, **options)
        outputs = []
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                break
            outputs.append(message)
        while True:
            reply = self.client.get_shell_msg(timeout=60)
            if reply["parent_header"].get("msg_id") == request:
                return reply["content"], outputs

    def test_inspect_shows_the_documentation(self):
        reply = self.client.inspect("Math.Max(1, 2)", 7, reply=True, timeout=60)["content"]
        self.assertTrue(reply["found"])
        self.assertIn("larger of two", reply["data"]["text/plain"])

    def test_completion_carries_signatures(self):
        self.run_cell("int Twice(int number) => 2 * number;")
        reply = self.client.complete("Twic", reply=True, timeout=60)["content"]
        self.assertIn("int number", json.dumps(reply["metadata"]))

    def test_an_endless_loop_is_interrupted_and_variables_stay(self):
        self.run_cell("var kept = 7;")
        request = self.client.execute("var before = 8; kept = 9;\nwhile (true) { }")
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            if message["msg_type"] == "execute_input":
                break
        time.sleep(0.5)
        began = time.monotonic()
        self.manager.interrupt_kernel()
        while True:
            reply = self.client.get_shell_msg(timeout=60)
            if reply["parent_header"].get("msg_id") == request:
                break
        print("interrupt took %.0f ms" % (1000 * (time.monotonic() - began)))
        self.assertEqual(reply["content"]["status"], "error")
        self.assertEqual(reply["content"]["ename"], "Interrupted")
        _, outputs = self.run_cell('$"{kept} {before}"')
        self.assertEqual(outputs[-1]["content"]["data"]["text/plain"], "9 8")

    def test_queued_cells_are_aborted_after_an_error(self):
        first = self.client.execute('System.Threading.Thread.Sleep(300); throw new Exception("stop");')
        second = self.client.execute('"never"')
        answers = {}
        while len(answers) < 2:
            reply = self.client.get_shell_msg(timeout=60)
            answers[reply["parent_header"]["msg_id"]] = reply["content"]["status"]
        self.assertEqual([answers[first], answers[second]], ["error", "aborted"])

    def test_input_comes_from_the_person(self):
        self.client.execute('$"hello {await GetInputAsync("name?")}"', allow_stdin=True)
        question = self.client.get_stdin_msg(timeout=60)
        self.assertEqual(question["content"]["prompt"], "name?")
        self.client.input("Ada")
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            if message["msg_type"] == "execute_result":
                self.assertEqual(message["content"]["data"]["text/plain"], "hello Ada")
                break
        while self.client.get_shell_msg(timeout=60)["content"]["status"] != "ok":
            pass

    def test_comms_are_refused(self):
        message = self.client.session.msg("comm_open", {"comm_id": "c", "target_name": "jupyter.widget", "data": {}})
        self.client.shell_channel.send(message)
        while True:
            answer = self.client.get_iopub_msg(timeout=60)
            if answer["msg_type"] == "comm_close":
                self.assertEqual(answer["content"]["comm_id"], "c")
                break

    def test_user_expressions_are_answered(self):
        reply, _ = self.run_cell("var u = 5;", user_expressions={"good": "u + 1", "bad": "nosuch"})
        self.assertEqual(reply["user_expressions"]["good"]["data"]["text/plain"], "6")
        self.assertEqual(reply["user_expressions"]["bad"]["status"], "error")

    def test_a_silent_cell_shows_nothing_and_counts_nothing(self):
        before, _ = self.run_cell("1")
        _, outputs = self.run_cell("2", silent=True)
        after, _ = self.run_cell("3")
        self.assertEqual([m["msg_type"] for m in outputs if m["msg_type"] != "status"], [])
        self.assertEqual(after["execution_count"], before["execution_count"] + 1)

    def test_an_update_names_what_it_replaces(self):
        _, outputs = self.run_cell('var shown = display("before");\nshown.Update("after");')
        first = [m for m in outputs if m["msg_type"] == "display_data"][0]["content"]
        second = [m for m in outputs if m["msg_type"] == "update_display_data"][0]["content"]
        self.assertEqual(first["transient"], second["transient"])
        self.assertEqual(second["data"]["text/plain"], "after")

    def test_many_lines_come_gathered(self):
        began = time.monotonic()
        _, outputs = self.run_cell("for (var i = 0; i < 20000; i++) Console.WriteLine(i);")
        print("20,000 lines took %.2f s" % (time.monotonic() - began))
        streams = [m["content"]["text"] for m in outputs if m["msg_type"] == "stream"]
        self.assertEqual("".join(streams).splitlines(), [str(i) for i in range(20000)])
        self.assertLess(len(streams), 2000)

    def test_a_large_result_comes_whole(self):
        began = time.monotonic()
        _, outputs = self.run_cell("new string('x', 20_000_000)")
        print("20 MB took %.2f s" % (time.monotonic() - began))
        self.assertEqual(len(outputs[-1]["content"]["data"]["text/plain"]), 20_000_000)

    def test_a_second_client_sees_and_asks_too(self):
        other = self.manager.blocking_client() if hasattr(self.manager, "blocking_client") else self.manager.client()
        other.start_channels()
        other.wait_for_ready(timeout=60)
        request = other.execute('"from the second"')
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            if message["msg_type"] == "execute_result" and message["parent_header"]["msg_id"] == request:
                break
        self.assertEqual(other.get_shell_msg(timeout=60)["content"]["status"], "ok")
        other.stop_channels()


if __name__ == "__main__":
    unittest.main(verbosity=2)
