package leadhub.bots.knowledge;

/** A part of a document that answers by itself. @param heading under which it stands; "" for none */
public record Passage(String heading, String content) {
    static final int MOST_CHARACTERS = 900;
    static final int MOST_HEADING = 200;
}
