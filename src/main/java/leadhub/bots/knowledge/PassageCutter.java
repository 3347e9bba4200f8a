package leadhub.bots.knowledge;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import leadhub.base.Problem;
import leadhub.base.Refusal;

/** Cuts a document into passages: by headings and paragraphs, long ones between sentences. */
final class PassageCutter {
    /** A paragraph that is shorter goes with the next one. */
    private static final int SHORT = 200;

    private final List<Passage> passages = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private String heading = "";

    void heading(String text) {
        close();
        var line = line(text);
        heading = line.substring(0, Math.min(line.length(), Passage.MOST_HEADING));
    }

    void paragraph(String text) {
        var clean = text.strip().replaceAll("[ \\t\\x0b\\f\\r]+", " ").replaceAll("\\n{3,}", "\n\n");
        if (clean.isEmpty()) {
            return;
        }
        if (!open.isEmpty() && open.length() + clean.length() > Passage.MOST_CHARACTERS) {
            close();
        }
        if (clean.length() > Passage.MOST_CHARACTERS) {
            cut(clean);
            return;
        }
        open.append(open.isEmpty() ? "" : "\n").append(clean);
        if (open.length() >= SHORT) {
            close();
        }
    }

    /** One that is a passage whatever stands around it. */
    void alone(String title, String text) {
        heading(title);
        paragraph(text);
        close();
    }

    private void cut(String text) {
        var sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text);
        var from = sentences.first();
        for (var to = sentences.next(); to != BreakIterator.DONE; from = to, to = sentences.next()) {
            var sentence = text.substring(from, to);
            if (!open.isEmpty() && open.length() + sentence.length() > Passage.MOST_CHARACTERS) {
                close();
            }
            for (var at = 0; at < sentence.length(); at += Passage.MOST_CHARACTERS) {
                open.append(sentence, at, Math.min(sentence.length(), at + Passage.MOST_CHARACTERS));
                if (open.length() >= Passage.MOST_CHARACTERS) {
                    close();
                }
            }
        }
        close();
    }

    private void close() {
        var content = open.toString().strip();
        open.setLength(0);
        if (content.isEmpty()) {
            return;
        }
        if (passages.size() == KnowledgeDocument.MOST_PASSAGES) {
            throw Problem.invalid("file", Refusal.of("knowledge.too_long")).exception();
        }
        passages.add(new Passage(heading, content));
    }

    List<Passage> done() {
        close();
        return List.copyOf(passages);
    }

    static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
