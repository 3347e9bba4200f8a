package leadhub.integrations.help;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Turns our own help pages into HTML. */
public final class Markdown {
    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(TABLES)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> Markdown::style)
            .build();

    private Markdown() {}

    static Node parse(String text) {
        var document = PARSER.parse(text);
        document.accept(new Linking());
        return document;
    }

    /** All of it, or one part. */
    static String html(Node node) {
        return RENDERER.render(node)
                .replace("<table", "<div class=\"table-scroll\" tabindex=\"0\"><table")
                .replace("</table>", "</table></div>");
    }

    private static void style(Node node, String element, Map<String, String> attributes) {
        switch (node) {
            case TableBlock table -> attributes.put("class", "leads headers");
            case TableCell cell when cell.isHeader() -> attributes.put("scope", "col");
            case Code code -> attributes.put("dir", "ltr");
            case Link link -> attributes.put("rel", "noreferrer");
            case FencedCodeBlock block
            when element.equals("pre") -> attributes.putAll(Map.of("class", "code", "tabindex", "0"));
            default -> {}
        }
    }

    /** A file beside it is a help page. Other links within the repository lead nowhere in a browser: their words alone stay. */
    private static final class Linking extends AbstractVisitor {
        private static final Pattern NEIGHBOUR = Pattern.compile("([a-z0-9_]+)[.]md");

        @Override
        public void visit(Link link) {
            var neighbour = NEIGHBOUR.matcher(link.getDestination());
            if (neighbour.matches()) {
                link.setDestination(IntegrationHelp.PATH + neighbour.group(1));
            } else if (!link.getDestination().startsWith("https://")) {
                while (link.getFirstChild() != null) {
                    link.insertBefore(link.getFirstChild());
                }
                link.unlink();
            }
        }
    }
}
