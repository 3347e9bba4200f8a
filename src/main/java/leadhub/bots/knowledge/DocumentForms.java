package leadhub.bots.knowledge;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.bots.Bots;
import leadhub.web.Words;
import leadhub.web.input.Input;
import leadhub.web.input.WebUrls;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what people send as a document: of the API, and of forms of the panel that are made into the same. */
@Component
public class DocumentForms {
    /** Of what is typed. */
    public static final int MOST_CONTENT = 500_000;

    private final DocumentReader reader;
    private final Bots bots;

    DocumentForms(DocumentReader reader, Bots bots) {
        this.reader = reader;
        this.bots = bots;
    }

    /** A file that comes with it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record SentFile(String name, byte[] bytes) {}

    /** In the bot's own language where nothing is said; a file is called as it is. Outside of any transaction. */
    public NewDocument read(Caller caller, String botId, Input input, @Nullable SentFile file) {
        var bot = bots.find(caller.workspaceId(), botId).orElseThrow(Bots::unknown);
        var title = input.text("title", KnowledgeDocument.MOST_TITLE).over(null);
        var language = input.text("language", 35, Words.LANGUAGES::contains, Refusal.of("in"))
                .over(null);
        var url = input.text("url", WebUrls.MOST_CHARACTERS, WebUrls::isValid, Refusal.of("url"))
                .over(null);
        var format = format(input, file);
        var content = input.text("content", MOST_CONTENT).over(null);
        if (file == null) {
            input.require("title");
            input.require("content");
        }
        input.errors().check();
        var bytes =
                file == null ? Objects.requireNonNullElse(content, "").getBytes(StandardCharsets.UTF_8) : file.bytes();
        return new NewDocument(
                title == null ? named(file) : title,
                format,
                language == null ? bot.terms().language() : language,
                url,
                reader.read(format, bytes));
    }

    private static DocumentFormat format(Input input, @Nullable SentFile file) {
        var word = input.text("format", 20).over(null);
        if (file != null) {
            return DocumentFormat.ofName(file.name())
                    .orElseThrow(() -> Problem.invalid("file", Refusal.of("knowledge.format"))
                            .exception());
        }
        Optional<DocumentFormat> format = word == null
                ? Optional.of(DocumentFormat.TEXT)
                : DocumentFormat.ofWord(word).filter(one -> one != DocumentFormat.PDF && one != DocumentFormat.DOCX);
        if (format.isEmpty()) {
            input.reject("format", Refusal.of("in"));
        }
        return format.orElse(DocumentFormat.TEXT);
    }

    private static String named(@Nullable SentFile file) {
        var name = file == null ? "" : file.name().replaceAll("\\p{Cntrl}", " ").strip();
        return name.isEmpty() ? "?" : name.substring(0, Math.min(name.length(), KnowledgeDocument.MOST_TITLE));
    }
}
