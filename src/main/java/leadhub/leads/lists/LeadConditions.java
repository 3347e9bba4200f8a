package leadhub.leads.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.base.Folding;
import leadhub.leads.Owners;
import leadhub.leads.texts.LeadSearch;
import leadhub.leads.texts.PhoneDigits;
import leadhub.leads.texts.SearchText;
import leadhub.tags.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A filter as SQL over a row called {@code l}, which is a lead, or a lead as an event remembers it.
 *
 * @param text conditions without the search, each starting with {@code and}
 * @param values their values in order
 * @param searches the ways to match the search, any of which will do; empty where there is none
 * @param tag the tag's key, null where none is asked for
 * @param isSingle at most one thing is asked for, so that an index has the leads in the default order
 */
record LeadConditions(
        String text,
        List<Object> values,
        List<Search> searches,
        @Nullable String tag,
        boolean isSingle) {

    /**
     * One way to match a search.
     *
     * @param pattern what the search text is like
     * @param pieces what every such text has; empty if the search is too common for an index
     * @param created when the leads that are asked for were created, which the index tells without a look at them
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Search(String pattern, int[] pieces, Created created) {
        /** Which leads may match, as rows of {@code lead_id} and {@code created_at}. */
        String found() {
            return "found_leads(?, ?, ?)" + created.text().replaceFirst("^ and", " where");
        }

        List<Object> foundValues(long workspaceId) {
            var all = new ArrayList<Object>(List.of(workspaceId, pieces, pattern));
            all.addAll(created.values());
            return all;
        }
    }

    /** The part of a filter that is about the time of creation, over a row with {@code created_at}. */
    record Created(String text, List<Object> values) {
        static Created of(LeadFilter filter) {
            var text = new StringBuilder();
            var values = new ArrayList<>();
            add(text, values, "created_at >= ?", filter.createdFrom());
            add(text, values, "created_at < ?", filter.createdUntil());
            return new Created(text.toString(), values);
        }
    }

    /** Nothing is asked. */
    static final LeadConditions NONE = new LeadConditions("", List.of(), List.of(), null, true);

    /** @param alsoAsBefore whether leads may still be folded by older rules */
    static LeadConditions of(Folding folding, long workspaceId, LeadFilter filter, boolean alsoAsBefore) {
        var text = new StringBuilder();
        var values = new ArrayList<>();
        add(text, values, "l.source = ?", filter.source());
        add(
                text,
                values,
                "l.status = ?",
                filter.status() == null ? null : filter.status().word());
        add(text, values, "l.pipeline_id = ?", filter.pipelineId());
        add(text, values, "l.stage_id = ?", filter.stageId());
        add(text, values, "l.assigned_user_id = ?", filter.assignedUserId());
        add(text, values, "l.bot_id = ?", filter.botId());
        if (filter.starred() != null) {
            text.append(filter.starred() ? " and l.starred" : " and not l.starred");
        }
        var equalities = values.size() + (filter.starred() != null ? 1 : 0) + (filter.tag() != null ? 1 : 0);
        add(text, values, "l.created_at >= ?", filter.createdFrom());
        add(text, values, "l.created_at < ?", filter.createdUntil());
        var indexed = values.size();
        addOwners(text, values, filter.ownedBy());
        addOwners(text, values, filter.seenBy());
        add(text, values, "l.updated_at >= ?", filter.updatedFrom());
        add(text, values, "l.updated_at < ?", filter.updatedUntil());
        add(text, values, "l.email_key = ?", filter.identity().emailKey());
        add(text, values, "l.phone_e164 = ?", filter.identity().phoneE164());
        if (filter.needs() != null) {
            text.append(" and ").append(filter.needs().kind().condition());
            values.addAll(filter.needs().values());
        }
        if (!filter.criteria().isEmpty()) {
            text.append(" and ").append(filter.criteria().condition());
            values.addAll(filter.criteria().values());
        }
        var searches = searches(folding, workspaceId, filter, alsoAsBefore);
        var tag = filter.tag() == null ? null : Tags.key(filter.tag());
        var isSingle = equalities <= 1
                && searches.isEmpty()
                && values.size() == indexed
                && filter.criteria().isEmpty();
        return new LeadConditions(text.toString(), values, searches, tag, isSingle);
    }

    private static void add(StringBuilder text, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            text.append(" and ").append(condition);
            values.add(value);
        }
    }

    private static void addOwners(StringBuilder text, List<Object> values, @Nullable Owners owners) {
        add(text, values, Owners.condition("l.assigned_user_id"), owners == null ? null : owners.array());
    }

    private static List<Search> searches(Folding folding, long workspaceId, LeadFilter filter, boolean alsoAsBefore) {
        var search = filter.search();
        if (search == null) {
            return List.of();
        }
        var created = Created.of(filter);
        var searches = new ArrayList<Search>();
        for (var spelling : SearchText.spellings(folding, search, alsoAsBefore)) {
            searches.add(new Search(
                    SearchText.pattern(search.where(), spelling),
                    SearchText.piecesOfSearch(workspaceId, spelling),
                    created));
        }
        if (search.where() == LeadSearch.Where.NAME_EMAIL_PHONE) {
            for (var digits : PhoneDigits.ofSearch(folding.fold(search.text()))) {
                searches.add(new Search(
                        SearchText.digitsPattern(digits), SearchText.piecesOfSearch(workspaceId, digits), created));
            }
        }
        return searches;
    }

    /** All conditions that a row can be asked, the search too. */
    String textWithSearch() {
        if (searches.isEmpty()) {
            return text;
        }
        var likes = searches.stream().map(search -> "l.search_text like ?").toList();
        return text + " and (" + String.join(" or ", likes) + ")";
    }

    /** Their values in order. */
    List<Object> valuesWithSearch() {
        var all = new ArrayList<>(values);
        searches.forEach(search -> all.add(search.pattern()));
        return all;
    }

    /** Whether an index finds what is searched for. */
    boolean hasPieces() {
        return !searches.isEmpty() && searches.stream().allMatch(search -> search.pieces().length > 0);
    }

    /** Nothing is asked for but a search, and perhaps when leads were created: what the index of pieces knows by itself. */
    boolean isSearchAlone() {
        return !searches.isEmpty()
                && tag == null
                && text.replace("l.created_at", "created_at")
                        .equals(searches.getFirst().created().text());
    }

    /** Of what is asked for only when leads were created; empty unless a search is limited to such a time. */
    Optional<LeadConditions> searchedTime() {
        if (searches.isEmpty() || searches.getFirst().created().text().isEmpty()) {
            return Optional.empty();
        }
        var created = searches.getFirst().created();
        return Optional.of(new LeadConditions(
                created.text().replace("created_at", "l.created_at"), created.values(), List.of(), null, true));
    }

    boolean isAll() {
        return text.isEmpty() && tag == null && searches.isEmpty();
    }

    /** What a count is remembered by. */
    record Key(String text, @Nullable String tag, List<Object> values) {}

    Key key() {
        return new Key(textWithSearch(), tag, List.copyOf(valuesWithSearch()));
    }
}
