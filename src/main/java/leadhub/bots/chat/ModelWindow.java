package leadhub.bots.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leadhub.bots.models.ModelQuestion.Line;
import leadhub.conversations.Message;
import leadhub.conversations.MessageRole;

/**
 * The latest of what was said, as a model is told of it: without what a flow has asked the visitor for.
 *
 * <p>Limits: 20 messages; 10 in front of them are read only to know what was asked.
 *
 * @param given what they have answered to a flow's questions, as they typed it
 */
record ModelWindow(List<Line> lines, List<String> given) {
    private static final int MOST_MESSAGES = 20;
    static final int MOST_READ = MOST_MESSAGES + 10;
    /** What is answered to these says nothing of the visitor. */
    private static final Set<String> FREE = Set.of("choice", "question");
    /** With a word that everybody says. */
    private static final String CONSENT = "consent";

    /**
     * Of the messages up to a question, which is no answer to anything.
     *
     * @param hasOthers whether what others have said to the visitor is in it
     */
    static ModelWindow of(List<Message> said, boolean hasOthers) {
        var lines = new ArrayList<Line>();
        var given = new ArrayList<String>();
        var first = said.size() - MOST_MESSAGES;
        var asked = "";
        for (var at = 0; at < said.size(); at++) {
            var message = said.get(at);
            var isVisitors = message.role() == MessageRole.USER;
            var isAnswer = isVisitors && !asked.isEmpty() && at < said.size() - 1;
            if (isAnswer && !asked.equals(CONSENT)) {
                given.add(message.content());
            }
            if (at >= first && !isAnswer && (isVisitors || hasOthers && message.role() != MessageRole.SYSTEM)) {
                lines.add(new Line(isVisitors, message.content()));
            }
            asked = isVisitors ? "" : askedBy(message, asked);
        }
        return new ModelWindow(lines, given);
    }

    /** Whatever is said behind a question, the visitor's next words answer it. */
    private static String askedBy(Message message, String before) {
        var asks = message.asks();
        if (asks == null) {
            return before;
        }
        return FREE.contains(asks.kind()) ? "" : asks.kind();
    }

    @Override
    public String toString() {
        return "ModelWindow[" + lines.size() + "]";
    }
}
