package leadhub.integrations.pages;

import java.util.List;
import java.util.Map;
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
final class Markdown {
    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
    private static final HtmlRenderer BLOCKS = renderer().build();
    private static final HtmlRenderer LINE =
            renderer().omitSingleParagraphP(true).build();

    private Markdown() {}

    static String html(String text) {
        return BLOCKS.render(parsed(text))
                .replace("<table", "<div class=\"table-scroll\" tabindex=\"0\"><table")
                .replace("</table>", "</table></div>");
    }

    /** What stands in a line, without a paragraph around it. */
    static String line(String text) {
        return LINE.render(parsed(text)).strip();
    }

    private static Node parsed(String text) {
        var document = PARSER.parse(text);
        document.accept(new Unlinking());
        return document;
    }

    private static HtmlRenderer.Builder renderer() {
        return HtmlRenderer.builder()
                .extensions(TABLES)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> Markdown::style);
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

    /** Links within the repository lead nowhere in a browser, so that their words alone stay. */
    private static final class Unlinking extends AbstractVisitor {
        @Override
        public void visit(Link link) {
            if (!link.getDestination().startsWith("https://")) {
                while (link.getFirstChild() != null) {
                    link.insertBefore(link.getFirstChild());
                }
                link.unlink();
            }
        }
    }
}
