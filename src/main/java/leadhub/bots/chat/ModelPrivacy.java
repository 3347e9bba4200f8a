package leadhub.bots.chat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leadhub.base.Json;
import leadhub.base.ProblemException;
import leadhub.bots.flows.FlowState;
import leadhub.bots.flows.FlowStep;
import leadhub.bots.models.ModelQuestion.Line;
import leadhub.conversations.VisitorConversations;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadFields;
import leadhub.web.input.Contacts;
import org.springframework.stereotype.Component;

/** Keeps what is known of a lead out of what a model is asked: addresses, numbers, and whatever the visitor has given of themselves. */
@Component
class ModelPrivacy {
    private static final String MASK = "[…]";
    private static final int LEAST_CHARACTERS = 2;

    private final VisitorConversations conversations;
    private final ChatFlows flows;
    private final Leads leads;

    ModelPrivacy(VisitorConversations conversations, ChatFlows flows, Leads leads) {
        this.conversations = conversations;
        this.flows = flows;
        this.leads = leads;
    }

    List<Line> masked(Chats.Talk talk, ModelWindow window) {
        var known = known(talk, window.given());
        return window.lines().stream()
                .map(line -> new Line(line.isVisitors(), masked(talk, known, line.text())))
                .toList();
    }

    private static String masked(Chats.Talk talk, List<String> known, String text) {
        var masked = Contacts.masked(text, talk.sender().defaultCountry(), MASK);
        for (var value : known) {
            masked = masked.replaceAll(pattern(value), MASK);
        }
        return masked;
    }

    /** A short word is masked only as a whole one, where words stand apart. */
    private static String pattern(String value) {
        var quoted = "(?iu)" + Pattern.quote(value);
        var isShort = value.length() < 4 && value.chars().allMatch(c -> c < 0x250);
        return isShort ? "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])" : quoted;
    }

    /** The longest first, so that none is left over of a longer one. @param given as the visitor has typed it */
    private List<String> known(Chats.Talk talk, List<String> given) {
        var all = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        given.forEach(value -> all.add(value.strip()));
        ofFlow(talk).forEach(value -> all.add(value.strip()));
        ofLead(talk).forEach(value -> all.add(value.strip()));
        all.removeIf(value -> value.length() < LEAST_CHARACTERS);
        return List.copyOf(all);
    }

    /** What its questions were answered with; options are its own words. */
    private Stream<String> ofFlow(Chats.Talk talk) {
        var sender = talk.sender();
        var kept = conversations.botState(sender, talk.conversation().id());
        var known = FlowState.of(Json.MAPPER.readTree(kept).path("flow")).known();
        var flow = flows.place(sender, talk.bot(), kept).map(ChatFlows.Place::flow);
        var answers = known.answers().entrySet().stream()
                .filter(answer -> flow.flatMap(one -> one.find(answer.getKey()))
                        .filter(step -> !(step instanceof FlowStep.Question))
                        .isEmpty())
                .map(Map.Entry::getValue);
        return Stream.concat(known.fields().valueStream().map(value -> value.asString("")), answers);
    }

    private Stream<String> ofLead(Chats.Talk talk) {
        var leadId = talk.conversation().leadId();
        if (leadId == null) {
            return Stream.empty();
        }
        try {
            var lead = leads.get(talk.sender(), leadId);
            return Stream.of(
                            LeadFields.FIRST_NAME,
                            LeadFields.LAST_NAME,
                            LeadFields.COMPANY,
                            LeadFields.EMAIL,
                            LeadFields.PHONE)
                    .map(lead::get)
                    .filter(Objects::nonNull);
        } catch (ProblemException e) {
            // It was deleted meanwhile.
            return Stream.empty();
        }
    }
}
