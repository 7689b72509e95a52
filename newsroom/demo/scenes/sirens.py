"""How the three warnings of a flood siren sound, over time."""

from newsroom.demo.scenes.canvas import BRICK, GOLD, INK, Canvas

LEFT, RIGHT = 700, 1540
QUIET = "#444a52"


def draw() -> Canvas:
    canvas = Canvas("#ffffff", 1600, 900)
    canvas.text(60, 50, "Tiga bunyi sirene banjir", 84, INK, "la", 1.8)
    minute = (RIGHT - LEFT) / 3
    for row, (name, below, colour) in enumerate(
        (
            ("WASPADA", "terputus-putus, 1 menit", GOLD),
            ("SIAGA", "naik-turun, 3 menit", "#cf7a2a"),
            ("AWAS", "tanpa putus, 3 menit", BRICK),
        )
    ):
        top = 190 + row * 200
        canvas.box(60, top, 78, top + 150, colour)
        canvas.text(108, top + 12, name, 68, INK, "la", 1.2)
        canvas.text(108, top + 92, below, 50, QUIET)
        canvas.box(LEFT, top, RIGHT, top + 150, "#f1efe8")
        if row == 0:
            for pulse in range(8):
                start = LEFT + pulse * minute / 8
                canvas.box(start, top + 40, start + minute / 14, top + 150, colour)
        elif row == 1:
            swings = [
                (LEFT + step * minute / 4, top + (24 if step % 2 else 118)) for step in range(13)
            ]
            canvas.polygon([*swings, (RIGHT, top + 150), (LEFT, top + 150)], colour)
        else:
            canvas.box(LEFT, top + 24, RIGHT, top + 150, colour)
    for minutes in range(4):
        x = LEFT + minutes * minute
        canvas.line([(x, 190), (x, 760)], "#8d939b", 2)
        words = f"{minutes} menit" if minutes == 3 else str(minutes)
        canvas.text(x, 784, words, 50, QUIET, "ra" if minutes == 3 else "ma")
    return canvas
