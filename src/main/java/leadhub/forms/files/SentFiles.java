package leadhub.forms.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.forms.fields.FieldType;
import leadhub.forms.fields.FileValue;
import leadhub.forms.fields.FormField;
import leadhub.web.intake.UploadedFile;

/**
 * Looks at what was sent for the fields of a form: one file each, of a type that is taken.
 *
 * <p>Limit: 25 MB together.
 */
public final class SentFiles {
    private static final long MOST_TOGETHER = 25_000_000;

    private SentFiles() {}

    /** What was sent for which field; files of no field are nobody's. */
    public static Map<String, SentFile> look(List<FormField> fields, List<UploadedFile> files) {
        var known = new LinkedHashMap<String, SentFile>();
        for (var field : fields) {
            var sent = files.stream()
                    .filter(file ->
                            field.type() == FieldType.FILE && file.field().equals(field.key()))
                    .toList();
            if (!sent.isEmpty()) {
                var first = look(sent.getFirst());
                known.put(field.key(), sent.size() == 1 ? first : refused(first, Refusal.of("form.one_file")));
            }
        }
        if (known.values().stream().mapToLong(sent -> sent.file().size()).sum() > MOST_TOGETHER) {
            throw new Problem.TooLarge().exception();
        }
        return known;
    }

    private static SentFile look(UploadedFile file) {
        var type = FileTypes.of(FileSource.of(file));
        var json = Json.MAPPER
                .createObjectNode()
                .put("name", name(file))
                .put("size", file.size())
                .put("type", type.orElse(KeptFile.TYPE));
        var wrong = type.isPresent() ? null : Refusal.of("form.file_type");
        return new SentFile(file, type.orElse(KeptFile.TYPE), new FileValue(json, wrong));
    }

    private static String name(UploadedFile file) {
        return file.name().isBlank() ? "file" : file.name();
    }

    private static SentFile refused(SentFile sent, Refusal why) {
        return new SentFile(sent.file(), sent.type(), new FileValue(sent.value().json(), why));
    }
}
