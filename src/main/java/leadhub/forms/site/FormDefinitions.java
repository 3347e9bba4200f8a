package leadhub.forms.site;

import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import leadhub.forms.fields.FormField;
import leadhub.site.SiteAnswer;
import leadhub.web.Assets;
import leadhub.web.LocalizedPage;
import leadhub.web.Templates;
import leadhub.web.Words;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A form as a script of another page shows it: the same HTML as on our own page, and the same look. */
@Component
class FormDefinitions {
    private static final List<String> SCRIPTS =
            List.of("/site/work.js", "/forms/conditions.js", "/forms/typos.js", "/forms/form.js", "/forms/embed.js");

    private final Assets assets;
    private final String css = file("/forms/form.css");
    private final byte[] script = withoutRemarks(
                    // In a block, so that the page sees none of our names.
                    "{\n" + SCRIPTS.stream().map(FormDefinitions::file).collect(Collectors.joining()) + "}\n")
            .getBytes(StandardCharsets.UTF_8);

    FormDefinitions(Assets assets) {
        this.assets = assets;
    }

    /**
     * A form as everybody may see it.
     *
     * @param isOpen whether it takes submissions now
     * @param formToken goes back as {@code _token}
     */
    record Definition(
            String publicId,
            String name,
            int version,
            boolean isOpen,
            String language,
            String formToken,
            List<? extends JsonNode> fields,
            String html,
            String css,
            String closedMessage) {}

    Definition of(FormPage page, boolean isOpen, String language) {
        var words = new FormWords(Words.in(language), assets);
        var html = new StringOutput();
        Templates.fill("forms/form.jte", words, page, html);
        return new Definition(
                page.form().publicId(),
                page.form().name(),
                page.form().version(),
                isOpen,
                words.language(),
                page.token(),
                page.fields().stream().map(FormDefinitions::open).toList(),
                isOpen ? html.toString() : "",
                css + ThemeCss.of(page.form().settings()),
                words.say("forms.page.closed"));
    }

    /** Shows forms in the pages that load it. */
    SiteAnswer script() {
        return new SiteAnswer.Content(200, "text/javascript;charset=UTF-8", script)
                .with("Cache-Control", "public, max-age=300");
    }

    /** Where its values go is nobody's business. */
    private static JsonNode open(FormField field) {
        return field.json().without("map_to");
    }

    /** What people read has no place in pages of others: each of their visitors loads it. */
    private static String withoutRemarks(String script) {
        return script.lines().filter(line -> !line.strip().startsWith("//")).collect(Collectors.joining("\n"));
    }

    /** What stands in a file of ours. */
    static String file(String name) {
        try (var in = Objects.requireNonNull(FormDefinitions.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words for a part of a page. */
    private static final class FormWords extends LocalizedPage {
        FormWords(Words words, Assets assets) {
            super(words, assets);
        }
    }
}
