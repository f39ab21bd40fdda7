"""Finds the time that is left between meetings. Times are minutes since midnight."""


def free_slots(meetings, day_start=540, day_end=1020):
    """Gives the free (start, end) pairs between the meetings of a day."""
    slots = []
    cursor = day_start
    for start, end in sorted(meetings):
        if start > cursor:
            slots.append((cursor, start))
        cursor = end
    if cursor < day_end:
        slots.append((cursor, day_end))
    return slots


if __name__ == "__main__":
    # A workshop from 9:00 to 12:00, and a call within it from 10:00 to 10:30.
    print(free_slots([(540, 720), (600, 630)]))
