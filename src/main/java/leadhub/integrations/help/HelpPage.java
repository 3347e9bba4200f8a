package leadhub.integrations.help;

import java.util.List;

/**
 * A page of docs/integrations.
 *
 * @param html all of it
 * @param steps what to click to connect, as HTML; empty where it doesn't say
 */
public record HelpPage(String title, String html, List<String> steps) {}
