package leadhub.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.fields.FieldKind;
import leadhub.fields.NewField;
import leadhub.imports.files.DateOrder;
import leadhub.imports.files.FileProfile;
import leadhub.imports.files.FileRefused;
import leadhub.imports.files.ImportFile;
import leadhub.imports.files.LeadRows;
import leadhub.imports.files.LeadTerms;
import leadhub.imports.files.MappingGuess;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens files by an import's options. */
@Component
class ImportReaders {
    private static final String CUSTOM = "custom_fields.";

    private final ImportTools tools;

    ImportReaders(ImportTools tools) {
        this.tools = tools;
    }

    /** Looks at a file; what can't be imported at all is refused at {@code file}. */
    ImportFile open(Path path, ImportOptions options) {
        try {
            return ImportFile.open(path, options.file());
        } catch (FileRefused e) {
            throw Problem.invalid("file", e.reason()).exception();
        } catch (NoSuchFileException e) {
            throw new Problem.NotFound(Refusal.of("record.not_found")).exception();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The options with a field for each head: as asked, else as guessed. */
    ImportOptions mapped(Caller caller, ImportFile file, ImportOptions options) {
        var heads = file.guess().heads();
        var asked = options.mapping();
        var guessed = MappingGuess.of(heads, tools.fields().all(caller));
        var mapping = new LinkedHashMap<String, @Nullable String>();
        heads.forEach(head -> mapping.put(head, asked == null ? guessed.get(head) : asked.get(head)));
        return options.with(mapping);
    }

    /** The orders of dates: as asked, else the only one in which a column can be read. */
    Map<String, DateOrder> dateOrders(ImportFile file, ImportOptions options, FileProfile profile) {
        var orders = new HashMap<String, DateOrder>();
        for (var head : file.guess().heads()) {
            var column = profile.columns().get(head);
            var asked = options.dateOrder();
            if (asked != null) {
                orders.put(head, asked);
            } else if (column != null && column.dateOrders().size() == 1) {
                orders.put(head, column.dateOrders().iterator().next());
            }
        }
        return orders;
    }

    /** Reads on behind a line. */
    ImportReader read(
            Caller caller,
            ImportFile file,
            ImportOptions options,
            Map<String, DateOrder> dateOrders,
            Map<String, Map<String, String>> mended,
            long after) {
        var terms = new LeadTerms(
                tools.fields().all(caller),
                dateOrders,
                Locale.forLanguageTag(Objects.requireNonNullElse(caller.region().language(), "en")),
                ImportPlaces.of(caller, tools));
        var heads = file.guess().heads();
        var mapping = Objects.requireNonNullElse(options.mapping(), Map.<String, @Nullable String>of());
        return new ImportReader(file, LeadRows.of(heads, mapping, terms), heads, mended, after);
    }

    /** Makes the custom fields that the mapping names and that aren't there yet, as lines of text. */
    void makeFields(Caller caller, ImportOptions options) {
        var mapping = Objects.requireNonNullElse(options.mapping(), Map.<String, @Nullable String>of());
        for (var entry : mapping.entrySet()) {
            var field = entry.getValue();
            if (field == null || !field.startsWith(CUSTOM)) {
                continue;
            }
            var key = field.substring(CUSTOM.length());
            if (tools.fields().all(caller).stream().noneMatch(one -> one.key().equals(key))) {
                tools.fields().create(caller, new NewField(key, entry.getKey(), FieldKind.TEXT, List.of()));
            }
        }
    }
}
