package leadhub.exports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import leadhub.base.Caller;
import leadhub.leads.api.LeadView;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes leads into a file. */
sealed interface LeadFileWriter {
    /** Goes through leads. */
    @FunctionalInterface
    interface Leads {
        void each(Consumer<Lead> reader);
    }

    LeadExport export();

    void write(OutputStream out, Leads leads) throws IOException;

    /** Whether it says of each lead if others are like it, which costs a look for each. */
    default boolean asksTwins() {
        return export().columns().contains(LeadFields.POSSIBLE_DUPLICATE.name());
    }

    static LeadFileWriter of(Caller caller, LeadExport export, ExportColumns columns, JsonMapper mapper) {
        return switch (export.format()) {
            case CSV -> new Csv(export, columns.cells(caller, export.columns()));
            case JSONL -> new JsonLines(export, columns.named(caller, export.columns()), mapper);
        };
    }

    /** As RFC 4180 has it: CRLF, and quotes where they are needed. */
    record Csv(LeadExport export, List<Function<Lead, @Nullable String>> cells) implements LeadFileWriter {
        private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

        @Override
        public void write(OutputStream out, Leads leads) throws IOException {
            if (export.hasMark()) {
                out.write(MARK);
            }
            try (var csv =
                    CsvWriter.builder().fieldSeparator(export.delimiter()).build(out, StandardCharsets.UTF_8)) {
                csv.writeRecord(export.columns());
                var line = new @Nullable String[cells.size()];
                leads.each(lead -> {
                    for (var i = 0; i < line.length; i++) {
                        line[i] = cells.get(i).apply(lead);
                    }
                    csv.writeRecord(line);
                });
            }
        }
    }

    /** The API's lead in each line, and the names that are asked for. */
    record JsonLines(LeadExport export, Map<String, Function<Lead, @Nullable String>> names, JsonMapper mapper)
            implements LeadFileWriter {
        @Override
        public void write(OutputStream out, Leads leads) {
            var shape = LeadView.only(export.columns());
            leads.each(lead -> {
                try {
                    out.write(mapper.writeValueAsBytes(
                            names.isEmpty() ? shape.apply(lead) : named(shape.apply(lead), lead)));
                    out.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        private ObjectNode named(LeadView view, Lead lead) {
            ObjectNode line = mapper.valueToTree(view);
            names.forEach((name, of) -> line.put(name, of.apply(lead)));
            return line;
        }
    }
}
