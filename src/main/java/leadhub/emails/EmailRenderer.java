package leadhub.emails;

import com.samskivert.mustache.Mustache;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Problem;
import leadhub.mail.Mail;
import leadhub.mail.MailText;
import leadhub.web.Words;
import leadhub.workspaces.Workspace;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fills what somebody wrote with what is known of a lead. Values are escaped in HTML and nowhere else. The preview and
 * the email come from here, so that they are the same.
 */
@Component
public class EmailRenderer {
    private static final Mustache.Compiler TEXT = Mustache.compiler().escapeHTML(false);
    private static final Mustache.Compiler HTML = Mustache.compiler().escapeHTML(true);

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(gg.jte.ContentType.Html);

    /**
     * A text in Mustache's words, with names of ours alone.
     *
     * @param values what stands in its places
     */
    private record Filling(String template, Map<String, String> values) {
        String with(Mustache.Compiler compiler) {
            return compiler.compile(template).execute(values);
        }
    }

    /**
     * Fills a draft.
     *
     * @param footer null for emails to the workspace's own people
     * @throws leadhub.base.ProblemException for a placeholder that is none
     */
    public RenderedEmail render(EmailDraft draft, EmailContext context, @Nullable EmailFooter footer) {
        var values = PlaceholderValues.of(context, draft.language());
        var words = Words.preferred(draft.language());
        var subject = filling("subject", draft.subject(), values).with(TEXT);
        var body = filling("body", draft.body(), values);
        var letter = new EmailLetter(
                Locale.forLanguageTag(draft.language()), Mail.subject(subject), paragraphs(body), words, footer);
        var html = new StringOutput();
        templates.render("emails/letter.jte", Map.of("it", letter), html);
        var text = body.with(TEXT).strip() + (footer == null ? "\n" : ending(words, footer));
        return new RenderedEmail(letter.subject(), text, html.toString());
    }

    /** Fills a text that is no email, such as a message to a channel. */
    public String text(String text, EmailContext context, String language) {
        return filling("message", text, PlaceholderValues.of(context, language))
                .with(TEXT)
                .strip();
    }

    /** The same where nobody knows who reads it: of the places only the workspace's name is filled, others say their fallback. */
    public String unaddressed(String text, Workspace workspace) {
        var known = Map.of(PlaceholderNames.WORKSPACE_NAME, MailText.name(workspace.name()));
        return filling("message", text, known).with(TEXT).strip();
    }

    private static List<String> paragraphs(Filling body) {
        return EmailHtml.paragraphs(body.template()).stream()
                .map(paragraph -> new Filling(paragraph, body.values()).with(HTML))
                .toList();
    }

    private static String ending(Words words, EmailFooter footer) {
        return "\n\n-- \n" + words.say("emails.footer", footer.workspace()) + "\n" + words.say("emails.unsubscribe")
                + ": " + footer.unsubscribeUrl() + "\n";
    }

    /** Our own names for the places: what somebody wrote there is Mustache's to read in no way. */
    private static Filling filling(String field, String text, Map<String, String> known) {
        var template = new StringBuilder();
        var values = new HashMap<String, String>();
        for (var piece : pieces(field, text)) {
            switch (piece) {
                case EmailText.Plain(var words) -> template.append(words);
                case EmailText.Placeholder(var name, var fallback) -> {
                    var place = "v" + values.size();
                    var value = Objects.requireNonNullElse(known.get(name), "");
                    values.put(place, value.isEmpty() ? fallback : value);
                    template.append("{{").append(place).append("}}");
                }
            }
        }
        return new Filling(template.toString(), values);
    }

    private static List<EmailText.Piece> pieces(String field, String text) {
        try {
            return EmailText.of(text).pieces();
        } catch (EmailText.Malformed e) {
            throw Problem.invalid(field, e.refusal()).exception();
        }
    }
}
