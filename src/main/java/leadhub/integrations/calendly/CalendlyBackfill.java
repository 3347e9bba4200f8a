package leadhub.integrations.calendly;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Json;
import leadhub.integrations.AskedType.Fetched;
import leadhub.integrations.AskedType.Past;
import leadhub.integrations.AskedType.PastLead;
import leadhub.integrations.AskedType.PastLeads;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.provider.ProviderFailure;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads who has booked before: a page of events, and then who is invited to each. An event begins after it was booked, so those that begin
 * after a time are all that can have been booked since. Where it goes on is a text of JSON: the events that are left, as a hook tells them.
 *
 * <p>Limits: 5 pages of invitees a step, 20 events kept.
 */
final class CalendlyBackfill {
    private static final int AT_ONCE = 5;
    private static final String[] OF_EVENT = {
        "uri", "name", "status", "start_time", "end_time", "event_type", "location"
    };

    private final CalendlyApi calendly;

    CalendlyBackfill(CalendlyApi calendly) {
        this.calendly = calendly;
    }

    /**
     * Where it goes on.
     *
     * @param scope and whose events are read
     * @param events whose invitees are still to be read
     * @param invitees the page of those of the first event; null for its first
     * @param page of the events after these; null for none
     */
    private record Place(
            String scope,
            String uri,
            List<ObjectNode> events,
            @Nullable String invitees,
            @Nullable String page) {
        @Nullable
        String json() {
            return events.isEmpty() && page == null ? null : Json.write(this);
        }
    }

    PastLeads page(Past wanted) {
        var place = wanted.next() == null ? first(wanted) : Json.MAPPER.readValue(wanted.next(), Place.class);
        if (place.events().isEmpty()) {
            place = place.page() == null ? place : events(place.scope(), place.uri(), wanted, place.page());
        }
        var leads = new ArrayList<PastLead>();
        for (var i = 0; i < AT_ONCE && !place.events().isEmpty(); i++) {
            place = read(place, wanted, leads);
        }
        return new PastLeads(leads, place.json());
    }

    /** Of the whole organization, as far as the token may read that. */
    private Place first(Past wanted) {
        var me = calendly.me();
        var organization = me.path("current_organization").asString("");
        try {
            return events("organization", organization, wanted, null);
        } catch (ProviderFailure e) {
            if (e.kind() != ProviderFailure.Kind.MISSING) {
                throw e;
            }
            return events("user", me.path("uri").asString(""), wanted, null);
        }
    }

    private Place events(String scope, String uri, Past wanted, @Nullable String page) {
        var answer = calendly.events(scope, uri, wanted.since(), page);
        var events = new ArrayList<ObjectNode>();
        for (var event : answer.path("collection")) {
            var kept = Json.MAPPER.createObjectNode();
            for (var member : OF_EVENT) {
                kept.set(member, event.path(member));
            }
            events.add(kept);
        }
        return new Place(scope, uri, events, null, CalendlyApi.next(answer));
    }

    private Place read(Place place, Past wanted, List<PastLead> leads) {
        var event = place.events().getFirst();
        var answer = calendly.invitees(event.path("uri").asString(""), place.invitees());
        for (var invitee : answer.path("collection")) {
            if (invitee instanceof ObjectNode booked && isSince(booked, wanted.since())) {
                leads.add(lead(booked, event));
            }
        }
        var next = CalendlyApi.next(answer);
        var left = next == null ? place.events().subList(1, place.events().size()) : place.events();
        return new Place(place.scope(), place.uri(), left, next, place.page());
    }

    private static boolean isSince(JsonNode invitee, Instant since) {
        try {
            return !Instant.parse(invitee.path("created_at").asString("")).isBefore(since);
        } catch (DateTimeParseException e) {
            return true;
        }
    }

    private static PastLead lead(ObjectNode invitee, ObjectNode event) {
        var body = Json.MAPPER.createObjectNode();
        body.put("event", Calendly.INVITED);
        invitee.set("scheduled_event", event);
        body.set("payload", invitee);
        var id = ExternalIds.of(invitee.path("uri"))
                .map(uri -> Calendly.INVITED + " " + uri)
                .orElse(null);
        return new PastLead(id, new Fetched(body, false));
    }
}
