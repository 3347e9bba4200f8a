package leadhub.imports.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads all rows of a file to learn how its columns write dates and numbers, and what Excel has done to them. */
final class FileProfiler {
    /** Members that only our own export has, whose numbers programs wrote. */
    private static final Set<String> OWN = Set.of("custom_fields", "created_at", "deal_value");

    private FileProfiler() {}

    static FileProfile read(FileGuess guess, RowReader rows) throws IOException {
        var isPlain = guess.kind() == FileKind.JSONL || guess.heads().containsAll(OWN);
        var columns = new ArrayList<Column>();
        guess.heads().forEach(head -> columns.add(new Column(columns.size() + 1, head, isPlain)));
        long count = 0;
        long refused = 0;
        long lastLine = 0;
        for (var row = rows.next(); row != null; row = rows.next()) {
            count++;
            lastLine = row.line();
            refused += row.isSound() ? 0 : 1;
            for (var i = 0; i < Math.min(columns.size(), row.cells().size()); i++) {
                var cell = row.cells().get(i);
                if (cell != null) {
                    columns.get(i).take(row.line(), cell);
                }
            }
        }
        var profiles = new LinkedHashMap<String, FileProfile.Column>();
        columns.forEach(column -> profiles.put(column.head, column.profile()));
        return new FileProfile(count, refused, lastLine, profiles, rows.warnings());
    }

    private static final class Column {
        private static final int LONGEST = 40;

        private final int index;
        private final String head;
        private final boolean isPlain;
        private final boolean isPhone;
        private final long[] orders = new long[DateOrder.values().length];
        private final List<Fault> warnings = new ArrayList<>();
        private long filled;
        private long points;
        private long commas;
        private @Nullable Fault firstWithoutZero;

        Column(int index, String head, boolean isPlain) {
            this.index = index;
            this.head = head;
            this.isPlain = isPlain;
            this.isPhone = HeadNames.find(head.replaceFirst(" \\([0-9]+\\)$", ""))
                    .filter(found -> found.word().equals("phone"))
                    .isPresent();
        }

        void take(long line, String cell) {
            filled++;
            if (cell.length() > LONGEST) {
                return;
            }
            var first = cell.charAt(0);
            if (first < '0' || first > '9') {
                takeSign(cell);
                return;
            }
            for (var order : CellDates.orders(cell)) {
                orders[order.ordinal()]++;
            }
            takeSign(cell);
            if (CellNumbers.isScientific(cell)) {
                warn(line, Refusal.of("import.scientific").with("value", cell));
            } else if (isPhone) {
                takePhone(line, cell);
            }
        }

        private void takeSign(String cell) {
            var decimal = CellNumbers.decimal(cell);
            points += decimal != null && decimal == '.' ? 1 : 0;
            commas += decimal != null && decimal == ',' ? 1 : 0;
        }

        /** A number that begins with neither 0 nor + may have lost it when it was taken for a number. */
        private void takePhone(long line, String cell) {
            var hasLost = cell.charAt(0) != '0' && cell.chars().allMatch(c -> c >= '0' && c <= '9');
            if (hasLost && firstWithoutZero == null) {
                firstWithoutZero =
                        new Fault(line, index, Refusal.of("import.lost_zero").with("value", cell));
            }
        }

        private void warn(long line, Refusal reason) {
            if (warnings.stream().noneMatch(known -> known.reason().key().equals(reason.key()))) {
                warnings.add(new Fault(line, index, reason));
            }
        }

        FileProfile.Column profile() {
            if (firstWithoutZero != null) {
                warnings.add(firstWithoutZero);
            }
            var most = Math.max(orders[0], Math.max(orders[1], orders[2]));
            var best = EnumSet.noneOf(DateOrder.class);
            for (var order : DateOrder.values()) {
                if (most > 0 && orders[order.ordinal()] == most) {
                    best.add(order);
                }
            }
            return new FileProfile.Column(filled, Set.copyOf(best), decimal(), List.copyOf(warnings));
        }

        private @Nullable Character decimal() {
            if (isPlain) {
                return Character.valueOf('.');
            }
            return points == commas ? null : Character.valueOf(points > commas ? '.' : ',');
        }
    }
}
