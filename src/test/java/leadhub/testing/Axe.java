package leadhub.testing;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/**
 * What axe finds on a page. Its script is read once a page, and only what breaks a rule comes back: all else that it
 * could tell is ten times as much, and takes the browser longer to say than to find.
 */
public final class Axe {
    private static final String SOURCE = "() => {" + AxeBuilder.getAxeScript() + "}";

    private static final String RUN = """
            async options => {
              // What is still fading in has colours that nobody reads.
              await Promise.allSettled(document.getAnimations()
                .filter(one => one.playState === 'running' && one.effect.getComputedTiming().endTime < 2000)
                .map(one => one.finished));
              const found = await axe.run(document, {...options, resultTypes: ['violations']});
              return found.violations.flatMap(rule => rule.nodes.map(node => [rule.impact ?? '', rule.id + ' at ' + node.html]));
            }
            """;

    private static final List<String> SERIOUS = List.of("serious", "critical");

    private Axe() {}

    /** All that breaks a rule, however little. */
    public static List<String> all(Page page) {
        return found(page, Map.of()).stream().map(List::getLast).toList();
    }

    /** What axe calls serious or critical. */
    public static List<String> serious(Page page) {
        return serious(page, Map.of());
    }

    /** The same with options of {@code axe.run}. */
    static List<String> serious(Page page, Map<String, Object> options) {
        return found(page, options).stream()
                .filter(broken -> SERIOUS.contains(broken.getFirst()))
                .map(List::getLast)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<List<String>> found(Page page, Map<String, Object> options) {
        if (!page.evaluate("typeof axe === 'object'").equals(true)) {
            page.evaluate(SOURCE);
        }
        return (List<List<String>>) page.evaluate(RUN, options);
    }
}
