package leadhub.integrations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes HTML of the Markdown that our help pages are written in: headings, paragraphs, lists, tables, code, emphasis and links. Everything
 * is escaped first. Links to files beside it lead to their help pages, other files aren't served.
 */
final class HelpText {
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern EMPHASIS = Pattern.compile("(?<![*\\w])\\*([^*]+)\\*(?![*\\w])");
    private static final Pattern NEIGHBOUR = Pattern.compile("([a-z0-9_]+)[.]md");
    private static final Pattern ITEM = Pattern.compile("(?:- |[0-9]+\\. )(.*)");

    private final String path;
    private final StringBuilder html = new StringBuilder();

    /** @param path below which help pages are */
    HelpText(String path) {
        this.path = path;
    }

    String html(String markdown) {
        var lines = new ArrayList<>(Arrays.asList(markdown.split("\n", -1)));
        while (!lines.isEmpty()) {
            var line = lines.getFirst();
            if (line.isBlank()) {
                lines.removeFirst();
            } else if (line.startsWith("```")) {
                code(lines);
            } else if (line.startsWith("#")) {
                heading(lines.removeFirst());
            } else if (line.startsWith("|")) {
                table(lines);
            } else if (ITEM.matcher(line).matches()) {
                list(lines);
            } else {
                html.append("<p>").append(inline(text(lines))).append("</p>\n");
            }
        }
        return html.toString();
    }

    private void heading(String line) {
        var level = line.indexOf(' ');
        html.append("<h%d>".formatted(level))
                .append(inline(line.substring(level + 1)))
                .append("</h%d>\n".formatted(level));
    }

    private void code(List<String> lines) {
        lines.removeFirst();
        html.append("<pre tabindex=\"0\"><code>");
        while (!lines.isEmpty() && !lines.getFirst().startsWith("```")) {
            html.append(escaped(lines.removeFirst())).append('\n');
        }
        if (!lines.isEmpty()) {
            lines.removeFirst();
        }
        html.append("</code></pre>\n");
    }

    /** The second line only rules off the first. */
    private void table(List<String> lines) {
        html.append("<table><thead>");
        row(lines.removeFirst(), "th");
        html.append("</thead><tbody>");
        lines.removeFirst();
        while (!lines.isEmpty() && lines.getFirst().startsWith("|")) {
            row(lines.removeFirst(), "td");
        }
        html.append("</tbody></table>\n");
    }

    private void row(String line, String cell) {
        html.append("<tr>");
        for (var text : line.replaceAll("^\\||\\|\\s*$", "").split("\\|")) {
            html.append('<')
                    .append(cell)
                    .append('>')
                    .append(inline(text.strip()))
                    .append("</")
                    .append(cell)
                    .append('>');
        }
        html.append("</tr>");
    }

    private void list(List<String> lines) {
        var tag = lines.getFirst().startsWith("- ") ? "ul" : "ol";
        html.append('<').append(tag).append('>');
        while (!lines.isEmpty() && ITEM.matcher(lines.getFirst()).matches()) {
            var item = ITEM.matcher(lines.getFirst());
            lines.set(0, item.matches() ? item.group(1) : "");
            html.append("<li>").append(inline(text(lines))).append("</li>");
        }
        html.append("</").append(tag).append(">\n");
    }

    /** The first line and those that go on with it. */
    private static String text(List<String> lines) {
        var text = new ArrayList<String>();
        do {
            text.add(lines.removeFirst().strip());
        } while (!lines.isEmpty() && goesOn(lines.getFirst()));
        return String.join(" ", text);
    }

    private static boolean goesOn(String line) {
        return !line.isBlank()
                && !line.startsWith("#")
                && !line.startsWith("|")
                && !line.startsWith("```")
                && !ITEM.matcher(line).matches();
    }

    /** What stands in code is nothing but that. */
    private String inline(String text) {
        var all = escaped(text);
        var made = new StringBuilder();
        var after = 0;
        for (var code = CODE.matcher(all); code.find(); after = code.end()) {
            made.append(words(all.substring(after, code.start())))
                    .append("<code>")
                    .append(code.group(1))
                    .append("</code>");
        }
        return made.append(words(all.substring(after))).toString();
    }

    private String words(String text) {
        var linked = LINK.matcher(text).replaceAll(found -> Matcher.quoteReplacement(link(found)));
        return EMPHASIS.matcher(linked).replaceAll("<em>$1</em>");
    }

    private String link(MatchResult found) {
        var target = found.group(2);
        var neighbour = NEIGHBOUR.matcher(target);
        if (neighbour.matches()) {
            return "<a href=\"" + path + neighbour.group(1) + "\">" + found.group(1) + "</a>";
        }
        return target.startsWith("https://")
                ? "<a href=\"" + target + "\" rel=\"noreferrer\">" + found.group(1) + "</a>"
                : found.group(1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
