package leadhub.imports.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.fields.CustomField;
import leadhub.fields.FieldKind;
import leadhub.fields.NewField;
import leadhub.imports.files.DateOrder;
import leadhub.imports.files.FileGuess;
import leadhub.imports.files.FileRefused;
import leadhub.imports.files.ImportFile;
import leadhub.imports.files.LeadRows;
import leadhub.imports.files.LeadTerms;
import leadhub.imports.files.MappingGuess;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens files by an import's options. */
@Component
public class ImportReaders {
    private final ImportTools tools;

    ImportReaders(ImportTools tools) {
        this.tools = tools;
    }

    /** Looks at a file; what can't be imported at all is refused at {@code file}. */
    public ImportFile open(Path path, ImportOptions options) {
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

    /** The options with a field for each head: as asked, else as it was with such a file before, else as guessed. */
    public ImportOptions mapped(Caller caller, ImportFile file, ImportOptions options) {
        var heads = file.guess().heads();
        var asked = options.mapping();
        var guessed = tools.mappings()
                .remembered(caller, heads)
                .orElseGet(() -> MappingGuess.of(heads, tools.fields().all(caller)));
        var mapping = new LinkedHashMap<String, @Nullable String>();
        heads.forEach(head -> mapping.put(head, asked == null ? guessed.get(head) : asked.get(head)));
        return options.with(mapping);
    }

    /** How dates and numbers of each column are written, by its head. */
    public record Ways(Map<String, DateOrder> dateOrders, Map<String, Character> decimals) {}

    /** Reads on behind a line. */
    public ImportReader read(
            Caller caller,
            ImportFile file,
            ImportOptions options,
            Ways ways,
            Map<String, Map<String, String>> mended,
            long after) {
        var heads = file.guess().heads();
        return new ImportReader(file, rows(caller, file.guess(), options, ways), heads, mended, after);
    }

    /** What makes leads of a file's rows. */
    public LeadRows rows(Caller caller, FileGuess guess, ImportOptions options, Ways ways) {
        var language = caller.region().language();
        var terms = new LeadTerms(
                tools.fields().all(caller),
                ways.dateOrders(),
                ways.decimals(),
                language == null ? null : Locale.forLanguageTag(language),
                caller.region().zone(),
                ImportPlaces.of(caller, tools));
        var mapping = Objects.requireNonNullElse(options.mapping(), Map.<String, @Nullable String>of());
        return LeadRows.of(guess, mapping, terms);
    }

    /** Remembers the mapping, and makes the custom fields that it names and that aren't there yet, as lines of text. */
    public void makeFields(Caller caller, ImportOptions options, List<String> heads) {
        var mapping = Objects.requireNonNullElse(options.mapping(), Map.<String, @Nullable String>of());
        tools.mappings().remember(caller, heads, mapping);
        for (var entry : mapping.entrySet()) {
            var field = entry.getValue();
            if (field == null || !field.startsWith(CustomField.PATH)) {
                continue;
            }
            var key = field.substring(CustomField.PATH.length());
            if (tools.fields().all(caller).stream().noneMatch(one -> one.key().equals(key))) {
                tools.fields().create(caller, new NewField(key, entry.getKey(), FieldKind.TEXT, List.of()));
            }
        }
    }
}
