package leadhub.imports.files;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads cells of a sheet as texts: dates as ISO writes them, numbers as programs do, formulas by what came of them. */
final class XlsxCells {
    /** What Excel keeps of a number. */
    private static final MathContext DIGITS = new MathContext(15);

    private static final int SECONDS = 86_400;
    private static final long MOST_DAYS = 2_958_465;

    private final XlsxBook book;
    private final XlsxXml xml;

    /** What stands in a cell, or why it can't be taken. */
    record Cell(@Nullable String text, @Nullable Refusal refusal) {}

    XlsxCells(XlsxBook book, XlsxXml xml) {
        this.book = book;
        this.xml = xml;
    }

    /** The cell that has just begun. */
    Cell read() throws IOException {
        var type = xml.attribute("t");
        var isDate = book.isDate(xml.attribute("s"));
        @Nullable String value = null;
        @Nullable String inline = null;
        var isFormula = false;
        while (xml.next() && !xml.isEnd("c")) {
            if (xml.isStart("v")) {
                value = xml.text();
            } else if (xml.isStart("is")) {
                inline = XlsxBook.richText(xml, "is");
            } else if (xml.isStart("f")) {
                isFormula = true;
            }
        }
        if (inline != null) {
            return text(inline);
        }
        if (value == null || value.isEmpty()) {
            return new Cell(null, isFormula ? Refusal.of("import.formula") : null);
        }
        return switch (type == null ? "n" : type) {
            case "s" -> {
                var shared = book.text(value.strip());
                yield shared == null ? new Cell(null, Refusal.of("import.broken")) : text(shared);
            }
            case "b" -> new Cell(value.strip().equals("1") ? "true" : "false", null);
            case "e" -> new Cell(value, Refusal.of("import.formula_error").with("value", value));
            case "str", "inlineStr", "d" -> text(value);
            default -> number(value.strip(), isDate);
        };
    }

    private static Cell text(String text) {
        var plain = text.replace("_x000D_", "");
        return plain.length() > CsvParser.MOST_CELL
                ? new Cell(null, Refusal.of("import.cell_too_long").with("max", CsvParser.MOST_CELL))
                : new Cell(plain.isEmpty() ? null : plain, null);
    }

    private Cell number(String value, boolean isDate) {
        BigDecimal number;
        try {
            number = value.length() > 400 ? null : new BigDecimal(value);
        } catch (NumberFormatException e) {
            number = null;
        }
        if (number == null) {
            return text(value);
        }
        if (isDate && number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(MOST_DAYS)) <= 0) {
            return new Cell(date(number.doubleValue(), book.is1904()), null);
        }
        var plain = number.round(DIGITS).stripTrailingZeros();
        var text = CellNumbers.plain(plain);
        // Three decimals look like thousands, which a number of Excel never has.
        return new Cell(plain.scale() == 3 ? text + "0" : text, null);
    }

    /** Excel counts days from 1 January 1900, and believes that February had 29 days then; on old Macs from 1904. */
    static String date(double serial, boolean is1904) {
        var seconds = Math.round((serial - Math.floor(serial)) * SECONDS);
        var days = (long) Math.floor(serial) + (seconds == SECONDS ? 1 : 0);
        var time = LocalTime.ofSecondOfDay(seconds % SECONDS);
        if (days == 0 && !is1904) {
            return time.toString();
        }
        var first =
                is1904 ? LocalDate.of(1904, 1, 1) : days < 61 ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
        var day = first.plusDays(days);
        return seconds % SECONDS == 0
                ? day.toString()
                : LocalDateTime.of(day, time).toString();
    }

    /** The number of the column that a place names, {@code AB12}; another if it names none. */
    static int column(@Nullable String place, int otherwise) {
        if (place == null) {
            return otherwise;
        }
        var column = 0;
        for (var i = 0; i < place.length() && i < 4 && Character.isLetter(place.charAt(i)); i++) {
            column = column * 26 + (Character.toUpperCase(place.charAt(i)) - 'A' + 1);
        }
        return column < 1 || column < otherwise ? otherwise : column;
    }

    /** A number of a row, which is larger than the one before. */
    static long number(@Nullable String text, long atLeast) {
        return text == null || !text.matches("[0-9]{1,9}") ? atLeast : Math.max(atLeast, Long.parseLong(text));
    }
}
