package leadhub.bots.knowledge;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import leadhub.bots.knowledge.SearchSql.Candidate;
import leadhub.bots.knowledge.SearchSql.Word;
import org.springframework.stereotype.Service;

/**
 * Finds the passage that answers a question: the one with the most of its words, each of which weighs the more the rarer it is. One that
 * has too little of the question is no answer.
 */
@Service
public class KnowledgeSearch {
    private static final int MOST_CHARACTERS = 500;
    /** How much of a question's weight its answer has at least; measured in AnswerFromKnowledgeTest. */
    private static final double ENOUGH = 0.5;

    /** A word that no passage has says less than one that some have. */
    private static final double UNKNOWN = 0.5;

    private final SearchSql sql;

    KnowledgeSearch(SearchSql sql) {
        this.sql = sql;
    }

    /** @param languages in which to look, one after the other */
    public Optional<FoundPassage> find(long workspaceId, String botId, List<String> languages, String question) {
        var asked = question.substring(0, Math.min(question.length(), MOST_CHARACTERS));
        return languages.stream()
                .distinct()
                .flatMap(language -> find(workspaceId, botId, language, asked).stream())
                .findFirst();
    }

    /** Those that have most of a question, the best first, whether or not they answer it; in the first language that has any. */
    List<FoundPassage> near(long workspaceId, String botId, List<String> languages, String question, int most) {
        var asked = question.substring(0, Math.min(question.length(), MOST_CHARACTERS));
        return languages.stream()
                .distinct()
                .map(language -> weighed(workspaceId, botId, language, asked).stream()
                        .limit(most)
                        .map(Weighed::found)
                        .toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private Optional<FoundPassage> find(long workspaceId, String botId, String language, String question) {
        return weighed(workspaceId, botId, language, question).stream()
                .findFirst()
                .filter(best -> best.share() >= ENOUGH * best.whole())
                .map(Weighed::found);
    }

    /** A passage, and how much of a question's weight it has. */
    private record Weighed(FoundPassage found, double share, double whole) {}

    /** The best first. */
    private List<Weighed> weighed(long workspaceId, String botId, String language, String question) {
        var asked = SearchWords.asked(question, language);
        var all = sql.passages(workspaceId, botId, language);
        if (all == 0 || asked.isEmpty()) {
            return List.of();
        }
        var words = sql.words(workspaceId, botId, language, asked);
        var known = words.stream()
                .filter(word -> word.passages() > 0)
                .map(Word::word)
                .toList();
        if (known.isEmpty()) {
            return List.of();
        }
        var whole = words.stream().mapToDouble(word -> weight(word, all)).sum();
        return sql.candidates(workspaceId, botId, language, known).stream()
                .map(candidate -> new Weighed(candidate.found(), share(candidate, words, all), whole))
                .sorted(Comparator.comparingDouble(Weighed::share).reversed())
                .toList();
    }

    private static double share(Candidate candidate, List<Word> words, long all) {
        return words.stream()
                .filter(word -> candidate.words().contains(word.word()))
                .mapToDouble(word -> weight(word, all))
                .sum();
    }

    private static double weight(Word word, long all) {
        var weight = Math.log(1 + (all + 1.0) / (word.passages() + 1.0));
        return word.passages() == 0 ? weight * UNKNOWN : weight;
    }
}
