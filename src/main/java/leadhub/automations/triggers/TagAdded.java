package leadhub.automations.triggers;

import leadhub.events.LeadSnapshot;
import leadhub.tags.Tags;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A tag that a lead gets. */
@Component
final class TagAdded extends TagTrigger {
    TagAdded(Tags tags) {
        super(tags);
    }

    @Override
    public String type() {
        return "tag_added";
    }

    @Override
    boolean fits(@Nullable LeadSnapshot before, @Nullable LeadSnapshot after, long tagId) {
        return TriggerConfig.hasTag(after, tagId) && !TriggerConfig.hasTag(before, tagId);
    }
}
