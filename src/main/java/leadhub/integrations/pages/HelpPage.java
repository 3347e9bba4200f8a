package leadhub.integrations.pages;

import java.util.List;
import java.util.Set;

/**
 * A page of docs/integrations.
 *
 * @param types that it is about, as its first paragraph names them
 * @param html all of it but the title
 * @param steps what to click to connect, as HTML; empty where it doesn't say
 */
public record HelpPage(String name, String title, Set<String> types, String html, List<String> steps) {}
