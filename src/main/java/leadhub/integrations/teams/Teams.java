package leadhub.integrations.teams;

import leadhub.base.Json;
import leadhub.integrations.channels.ChannelMessage;
import leadhub.integrations.channels.ChannelType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A channel of Microsoft Teams, by a workflow that posts what it is sent: an adaptive card.
 *
 * @see <a href="https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using">Microsoft's
 *     description</a>
 */
@Component
final class Teams extends ChannelType {
    Teams() {
        super("teams", "Microsoft Teams");
    }

    @Override
    protected ObjectNode body(ChannelMessage message) {
        var body = Json.MAPPER.createObjectNode().put("type", "message");
        var attachment = body.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl");
        var card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        var blocks = card.putArray("body");
        text(blocks, message.text());
        var about = message.about();
        if (about != null) {
            text(blocks, about.name()).put("weight", "Bolder");
            var facts = blocks.addObject().put("type", "FactSet").putArray("facts");
            about.facts()
                    .forEach(fact ->
                            facts.addObject().put("title", plain(fact.label())).put("value", plain(fact.value())));
            if (about.url() != null) {
                card.putArray("actions")
                        .addObject()
                        .put("type", "Action.OpenUrl")
                        .put("title", about.open())
                        .put("url", about.url());
            }
        }
        return body;
    }

    private static ObjectNode text(ArrayNode blocks, String text) {
        return blocks.addObject()
                .put("type", "TextBlock")
                .put("text", plain(text))
                .put("wrap", true);
    }

    /** What cards read as Markdown is only links, lists and weights; without these signs nothing is one. */
    private static String plain(String text) {
        return text.replaceAll("([\\\\\\[\\]*_`])", "\\\\$1");
    }
}
