package leadhub.mail;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives emails their look, in plain text and in HTML. */
@Component
public class MailLayout {
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(gg.jte.ContentType.Html);

    /**
     * What an email says. Names of others stand in it as {@link MailText#name} gives them; that nothing but the link is
     * one holds here for all of it.
     *
     * @param button what the link is called
     * @param link null for an email without one
     * @param unsubscribeUrl where its reader ends such emails; null where nobody can
     */
    public record Letter(
            String subject,
            List<String> paragraphs,
            @Nullable String button,
            @Nullable String link,
            List<String> footer,
            @Nullable String unsubscribeUrl) {
        public Letter(
                String subject,
                List<String> paragraphs,
                @Nullable String button,
                @Nullable String link,
                List<String> footer) {
            this(subject, paragraphs, button, link, footer, null);
        }

        public Letter {
            subject = MailText.withoutLinks(subject);
            paragraphs = paragraphs.stream().map(MailText::withoutLinks).toList();
            footer = footer.stream().map(MailText::withoutLinks).toList();
        }

        @Override
        public String toString() {
            return "Letter[" + subject + "]";
        }
    }

    /**
     * Who reads an email.
     *
     * @param words in whose language
     */
    public record Reader(String email, Words words) {
        @Override
        public String toString() {
            return "Reader[" + words.locale() + "]";
        }
    }

    public Mail mail(Reader to, Letter letter) {
        var html = new StringOutput();
        templates.render("mail/letter.jte", Map.of("words", to.words(), "it", letter), html);
        return new Mail(to.email(), letter.subject(), text(to.words(), letter), html.toString());
    }

    private static String text(Words words, Letter letter) {
        var text = new StringBuilder();
        letter.paragraphs().forEach(paragraph -> text.append(paragraph).append("\n\n"));
        if (letter.link() != null) {
            text.append(letter.link()).append("\n\n");
        }
        letter.footer().forEach(line -> text.append(line).append('\n'));
        if (letter.unsubscribeUrl() != null) {
            text.append(words.say("emails.unsubscribe"))
                    .append(": ")
                    .append(letter.unsubscribeUrl())
                    .append('\n');
        }
        return text.toString();
    }
}
