package leadhub.integrations.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of Markdown as our own help pages are written in, as HTML. Everything else stays text. */
final class Markdown {
    private static final Pattern ITEM = Pattern.compile("(?:-|\\d+\\.) (.*)");
    private static final Pattern STRONG = Pattern.compile("\\*\\*(.+?)\\*\\*");
    private static final Pattern EMPHASIS = Pattern.compile("\\*(.+?)\\*");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\(([^)\\s]+)\\)");

    private final List<String> lines;
    private final StringBuilder html = new StringBuilder();
    private int at;

    private Markdown(String text) {
        this.lines = text.lines().toList();
    }

    static String html(String text) {
        var markdown = new Markdown(text);
        while (markdown.at < markdown.lines.size()) {
            markdown.block();
        }
        return markdown.html.toString();
    }

    private void block() {
        var line = lines.get(at);
        if (line.isBlank()) {
            at++;
        } else if (line.startsWith("#")) {
            var level = line.startsWith("###") ? "h3" : "h2";
            add(level, line(line.replaceFirst("^#+\\s*", "")));
            at++;
        } else if (line.startsWith("```")) {
            code();
        } else if (line.startsWith("|")) {
            table();
        } else if (ITEM.matcher(line).matches()) {
            list(line.startsWith("- ") ? "ul" : "ol");
        } else {
            add("p", line(joined()));
        }
    }

    private void add(String element, String inner) {
        html.append('<')
                .append(element)
                .append('>')
                .append(inner)
                .append("</")
                .append(element)
                .append('>');
    }

    private void code() {
        var code = new ArrayList<String>();
        for (at++; at < lines.size() && !lines.get(at).startsWith("```"); at++) {
            code.add(escaped(lines.get(at)));
        }
        at++;
        html.append("<pre class=\"code\" tabindex=\"0\">")
                .append(String.join("\n", code))
                .append("</pre>");
    }

    private void table() {
        html.append("<div class=\"table-scroll\" tabindex=\"0\"><table class=\"leads headers\">");
        for (var isHead = true; at < lines.size() && lines.get(at).startsWith("|"); at++) {
            if (lines.get(at).matches("\\|[-:| ]+\\|?\\s*")) {
                continue;
            }
            var cells = lines.get(at)
                    .replaceFirst("^\\|", "")
                    .replaceFirst("\\|\\s*$", "")
                    .split("(?<!\\\\)\\|", -1);
            html.append("<tr>");
            for (var cell : cells) {
                html.append(isHead ? "<th scope=\"col\">" : "<td>")
                        .append(line(cell.strip()))
                        .append(isHead ? "</th>" : "</td>");
            }
            html.append("</tr>");
            isHead = false;
        }
        html.append("</table></div>");
    }

    private void list(String element) {
        html.append('<').append(element).append('>');
        while (at < lines.size() && ITEM.matcher(lines.get(at)).matches()) {
            add("li", line(joined().replaceFirst("^(?:-|\\d+\\.) ", "")));
        }
        html.append("</").append(element).append('>');
    }

    /** This line and those that go on with it. */
    private String joined() {
        var text = new StringBuilder(lines.get(at++).strip());
        while (at < lines.size()
                && !lines.get(at).isBlank()
                && !lines.get(at).matches("[#|`].*")
                && !ITEM.matcher(lines.get(at)).matches()) {
            text.append(' ').append(lines.get(at++).strip());
        }
        return text.toString();
    }

    /** What stands in a line. Between backticks nothing means anything. */
    static String line(String text) {
        var parts = text.split("`", -1);
        var html = new StringBuilder();
        for (var i = 0; i < parts.length; i++) {
            var isCode = i % 2 == 1 && i < parts.length - 1;
            html.append(isCode ? "<code dir=\"ltr\">" + escaped(parts[i]) + "</code>" : words(escaped(parts[i])));
        }
        return html.toString();
    }

    /** Links within the repository lead nowhere in a browser, so that their words alone stay. */
    private static String words(String escaped) {
        var linked = LINK.matcher(escaped)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(2).startsWith("https://")
                                ? "<a href=\"" + found.group(2) + "\" rel=\"noreferrer\">" + found.group(1) + "</a>"
                                : found.group(1)));
        var strong = STRONG.matcher(linked).replaceAll("<strong>$1</strong>");
        return EMPHASIS.matcher(strong).replaceAll("<em>$1</em>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
