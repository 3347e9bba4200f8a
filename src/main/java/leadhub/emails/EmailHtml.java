package leadhub.emails;

import com.samskivert.mustache.Escapers;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Makes HTML of what somebody wrote as plain text: paragraphs, lines, and links where addresses stand. */
final class EmailHtml {
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n[ \\t]*\\n\\s*");

    /** Without the full stop of the sentence that it stands in. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"{}]*[^\\s<>\"{}.,;:!?)'\\]]");

    private EmailHtml() {}

    /** The paragraphs of a text; places for values stay as they are. */
    static List<String> paragraphs(String text) {
        return Arrays.stream(EMPTY_LINES.split(text.strip()))
                .map(EmailHtml::paragraph)
                .toList();
    }

    private static String paragraph(String text) {
        var html = new StringBuilder();
        var at = 0;
        for (var address = ADDRESS.matcher(text); address.find(); ) {
            // An address that goes on with a value isn't whole here.
            if (text.startsWith("{{", address.end())) {
                continue;
            }
            var url = escaped(address.group());
            html.append(lines(text.substring(at, address.start())));
            html.append("<a href=\"").append(url).append("\">").append(url).append("</a>");
            at = address.end();
        }
        return html.append(lines(text.substring(at))).toString();
    }

    private static String lines(String text) {
        return escaped(text).replace("\n", "<br>\n");
    }

    private static String escaped(String text) {
        return Escapers.HTML.escape(text);
    }
}
