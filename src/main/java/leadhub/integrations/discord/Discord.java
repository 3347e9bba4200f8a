package leadhub.integrations.discord;

import java.net.URI;
import leadhub.base.Json;
import leadhub.integrations.channels.ChannelMessage;
import leadhub.integrations.channels.ChannelType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * A channel of Discord. Nobody is called by what a lead says.
 *
 * @see <a href="https://docs.discord.com/developers/resources/webhook">Discord's description</a>
 */
@Component
final class Discord extends ChannelType {
    Discord() {
        super("discord", "Discord");
    }

    /** Asked to wait, it answers with what became of the message. */
    @Override
    protected URI target(URI given) {
        return URI.create(given + (given.getRawQuery() == null ? "?" : "&") + "wait=true");
    }

    @Override
    protected ObjectNode body(ChannelMessage message) {
        var body = Json.MAPPER.createObjectNode();
        body.putObject("allowed_mentions").putArray("parse");
        var embed = body.putArray("embeds").addObject().put("description", plain(message.text()));
        var about = message.about();
        if (about != null) {
            embed.put("title", plain(about.name()));
            if (about.url() != null) {
                embed.put("url", about.url());
            }
            var fields = embed.putArray("fields");
            about.facts()
                    .forEach(fact -> fields.addObject()
                            .put("name", plain(fact.label()))
                            .put("value", plain(fact.value()))
                            .put("inline", true));
        }
        return body;
    }

    /** With its Markdown escaped; at most twice as long, which an embed has room for. */
    private static String plain(String text) {
        return text.replaceAll("([\\\\*_~`|>#\\[\\]()-])", "\\\\$1");
    }
}
