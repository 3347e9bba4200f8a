package leadhub.leads.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import leadhub.api.Answer;
import leadhub.api.Envelope;
import leadhub.base.AnswerBudget;
import leadhub.base.Caller;
import leadhub.base.Listing;
import leadhub.base.Page;
import leadhub.base.Portions;
import leadhub.base.Refusal;
import leadhub.leads.record.Lead;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers as much of leads as is asked for: {@code fields=} names members, {@code include=} what stands beside them. What is
 * included costs two statements for a whole page; one that takes up too much is read a lead at a time while it is written.
 */
@Component
class LeadShapes {
    private final List<LeadInclusion> inclusions;

    LeadShapes(List<LeadInclusion> inclusions) {
        this.inclusions = inclusions.stream()
                .sorted(Comparator.comparing(LeadInclusion::name))
                .toList();
    }

    LeadShape read(QueryInput query) {
        return new LeadShape(members(query), included(query));
    }

    private static @Nullable List<LeadView.Member> members(QueryInput query) {
        var names = names(query, "fields");
        if (names == null) {
            return null;
        }
        if (!LeadView.NAMES.containsAll(names)) {
            query.reject("fields", Refusal.of("in"));
        }
        return LeadView.MEMBERS.stream()
                .filter(member -> names.contains(member.field().name()))
                .toList();
    }

    private List<LeadInclusion> included(QueryInput query) {
        var names = names(query, "include");
        if (names == null) {
            return List.of();
        }
        var known = inclusions.stream().map(LeadInclusion::name).toList();
        if (!known.containsAll(names)) {
            query.reject("include", Refusal.of("in"));
        }
        return inclusions.stream().filter(one -> names.contains(one.name())).toList();
    }

    private static @Nullable List<String> names(QueryInput query, String parameter) {
        var text = query.text(parameter);
        if (text == null) {
            return null;
        }
        var names = new LinkedHashSet<String>();
        for (var name : text.split(",", -1)) {
            names.add(name.strip());
        }
        return List.copyOf(names);
    }

    /** A list of them. */
    Answer page(Caller caller, LeadShape shape, Listing<Lead> listing, Function<Page<LeadView>, Object> body) {
        if (shape.inclusions().isEmpty()) {
            return Answer.page(listing, page -> body.apply(page.map(shape::of)));
        }
        if (listing instanceof Page<Lead> page) {
            var ids = page.items().stream().mapToLong(Lead::id).toArray();
            if (bytes(caller, shape, ids) <= AnswerBudget.USUAL) {
                return Answer.ok(body.apply(new Page<>(views(caller, shape, page.items(), ids), page.total())));
            }
            return Answer.ok(
                    (Answer.Streamed) (lease, json) -> json.accept(body.apply(oneByOne(caller, shape, page, lease))));
        }
        var large = (Listing.Large<Lead>) listing;
        return Answer.ok((Answer.Streamed) (lease, json) ->
                large.read(lease, page -> json.accept(body.apply(oneByOne(caller, shape, page, lease)))));
    }

    /** One lead; its tag is that of the whole lead for whoever writes it. */
    Answer one(Caller caller, LeadShape shape, Lead lead) {
        if (shape.isWhole()) {
            return Answer.ok(new Envelope.One<>(new LeadView(lead)));
        }
        var ids = new long[] {lead.id()};
        if (bytes(caller, shape, ids) <= AnswerBudget.USUAL) {
            var view = views(caller, shape, List.of(lead), ids).getFirst();
            return Answer.ok(new Envelope.One<>(new ShapedLead(view)));
        }
        return Answer.ok((Answer.Streamed) (lease, json) -> {
            lease.resize(bytes(caller, shape, ids));
            json.accept(
                    new Envelope.One<>(views(caller, shape, List.of(lead), ids).getFirst()));
        });
    }

    private static Page<LeadView> oneByOne(Caller caller, LeadShape shape, Page<Lead> page, AnswerBudget.Lease lease) {
        var leads = page.items();
        var starts = IntStream.range(0, leads.size()).toArray();
        return new Page<>(
                new Portions<>(starts, leads.size(), index -> {
                    var lead = leads.get(index);
                    var ids = new long[] {lead.id()};
                    // Beside the leads that are held.
                    lease.resize(2 * AnswerBudget.USUAL + bytes(caller, shape, ids));
                    return views(caller, shape, List.of(lead), ids);
                }),
                page.total());
    }

    private static long bytes(Caller caller, LeadShape shape, long[] ids) {
        return shape.inclusions().stream()
                .flatMap(one -> one.bytes(caller, ids).values().stream())
                .mapToLong(bytes -> bytes)
                .sum();
    }

    private static List<LeadView> views(Caller caller, LeadShape shape, List<Lead> leads, long[] ids) {
        var found = new LinkedHashMap<String, Map<Long, List<Object>>>();
        shape.inclusions().forEach(one -> found.put(one.name(), one.of(caller, ids)));
        var views = new ArrayList<LeadView>();
        for (var lead : leads) {
            var included = new LinkedHashMap<String, List<Object>>();
            found.forEach((name, byLead) -> included.put(name, byLead.getOrDefault(lead.id(), List.of())));
            var view = shape.of(lead);
            views.add(included.isEmpty() ? view : new LeadView(lead, view.members(), included));
        }
        return views;
    }
}
