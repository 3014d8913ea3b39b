from __future__ import annotations

import threading

from core.live import LiveBoard, LiveText, Pace


def test_growing_texts_are_read_in_the_order_of_cell_and_number() -> None:
    board = LiveBoard()
    for cell, number in ((1, 0), (0, 2), (0, 1)):
        board.publish("r", LiveText(cell, number, f"{cell}/{number}"))
    board.publish("r", LiveText(0, 1, "newer"))
    assert [text.text for text in board.growing("r")] == ["newer", "0/2", "1/0"]
    assert board.growing("other") == ()


def test_withdrawing_takes_those_numbers_of_that_cell_only() -> None:
    board = LiveBoard()
    for cell, number in ((0, 0), (0, 1), (1, 0)):
        board.publish("r", LiveText(cell, number, ""))
    board.withdraw("r", 0, range(1))
    assert [(text.cell, text.number) for text in board.growing("r")] == [(0, 1), (1, 0)]
    board.withdraw("never heard of", 0, range(5))


def test_the_first_word_of_a_run_is_awaited_and_no_longer_than_asked() -> None:
    board = LiveBoard()
    board.publish("run", LiveText(cell=0, number=0, text=""))
    board.publish("another", LiveText(cell=0, number=0, text="A mug"))
    assert not board.await_word("run", 0.01)
    writer = threading.Timer(0.01, board.publish, ("run", LiveText(cell=0, number=0, text="A")))
    writer.start()
    assert board.await_word("run", 30)
    writer.join()


def test_a_note_is_read_until_it_is_cleared_or_the_run_is_over() -> None:
    board = LiveBoard()
    board.note("r", "Loading")
    assert board.noted("r") == "Loading"
    board.note("r", "")
    assert board.noted("r") == ""
    board.note("r", "Loading")
    board.forget("r")
    assert board.noted("r") == ""


def test_being_replaced_says_whether_it_was_news() -> None:
    board = LiveBoard()
    assert board.replacing("r", "v", going_on=True)
    assert not board.replacing("r", "v", going_on=True)
    assert board.being_replaced("r") == {"v"}
    assert board.replacing("r", "v", going_on=False)
    assert not board.replacing("r", "v", going_on=False)
    assert board.being_replaced("r") == frozenset()


def test_pace_counts_from_when_this_process_took_the_run_up() -> None:
    now = [100.0]
    board = LiveBoard(clock=lambda: now[0])
    assert board.pace("r") is None
    board.take_up("r", 0.25)
    now[0] = 104.0
    assert board.pace("r") == Pace(seconds=4.0, progress=0.25)
    board.forget("r")
    assert board.pace("r") is None


def test_nothing_of_a_finished_run_stays_in_memory() -> None:
    board = LiveBoard()
    board.take_up("r", 0)
    board.publish("r", LiveText(0, 0, "text"))
    board.note("r", "note")
    board.replacing("r", "v", going_on=True)
    board.replacing("r", "v", going_on=False)
    board.forget("r")
    board.publish("s", LiveText(0, 0, "text"))
    board.withdraw("s", 0, range(1))
    kept = [value for name, value in vars(board).items() if isinstance(value, dict)]
    assert kept == [{}, {}, {}, {}]


def test_readers_and_writers_do_not_disturb_each_other() -> None:
    board, wrong = LiveBoard(), []

    def write(cell: int) -> None:
        for step in range(300):
            for number in range(3):
                board.publish("r", LiveText(cell, number, "x" * step))
            board.withdraw("r", cell, range(3))

    def read() -> None:
        for _ in range(300):
            keys = [(text.cell, text.number) for text in board.growing("r")]
            if keys != sorted(set(keys)):
                wrong.append(keys)

    threads = [threading.Thread(target=write, args=(cell,)) for cell in range(3)] + [threading.Thread(target=read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert board.growing("r") == ()
