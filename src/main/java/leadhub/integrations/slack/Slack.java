package leadhub.integrations.slack;

import leadhub.base.Json;
import leadhub.integrations.channels.ChannelMessage;
import leadhub.integrations.channels.ChannelType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A channel of Slack. What leads say of themselves is plain text there, so that nobody can call the whole channel by a form.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack's description</a>
 */
@Component
final class Slack extends ChannelType {
    Slack() {
        super("slack", "Slack");
    }

    @Override
    protected ObjectNode body(ChannelMessage message) {
        var body = Json.MAPPER.createObjectNode();
        // For notifications, which show no blocks.
        body.put("text", escaped(message.text())).put("unfurl_links", false);
        var blocks = body.putArray("blocks");
        blocks.addObject().put("type", "section").set("text", plain(message.text()));
        var about = message.about();
        if (about != null) {
            about(blocks, about);
        }
        return body;
    }

    private static void about(ArrayNode blocks, ChannelMessage.About about) {
        var name = blocks.addObject().put("type", "section");
        if (about.url() == null) {
            name.set("text", plain(about.name()));
        } else {
            name.putObject("text")
                    .put("type", "mrkdwn")
                    .put("text", "<" + about.url() + "|" + escaped(about.name()) + ">");
        }
        if (!about.facts().isEmpty()) {
            var fields = name.putArray("fields");
            about.facts().forEach(fact -> fields.add(plain(fact.label() + ": " + fact.value())));
        }
    }

    private static ObjectNode plain(String text) {
        return Json.MAPPER
                .createObjectNode()
                .put("type", "plain_text")
                .put("text", text)
                .put("emoji", false);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("|", "¦");
    }
}
