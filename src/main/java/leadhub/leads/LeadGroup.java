package leadhub.leads;

/** What leads are counted by, group by group. */
enum LeadGroup {
    PIPELINE(
            "select pipeline_id, count(*) from leads where workspace_id = ? group by 1",
            "select (%1$s ->> 'pipeline_id')::bigint as id from since where %1$s is not null"),
    STAGE(
            "select stage_id, count(*) from leads where workspace_id = ? group by 1",
            "select (%1$s ->> 'stage_id')::bigint as id from since where %1$s is not null"),
    TAG(
            "select tag_id, count(*) from lead_tags where workspace_id = ? group by 1",
            "select jsonb_array_elements_text(%1$s -> 'tag_ids')::bigint as id from since where %1$s is not null");

    private final String count;
    private final String remembered;

    LeadGroup(String count, String remembered) {
        this.count = count;
        this.remembered = remembered;
    }

    /** Counts all groups of a workspace. */
    String count() {
        return count;
    }

    /** The group of each lead that an event remembers, {@code before} or {@code after}. */
    String remembered(String when) {
        return remembered.formatted(when);
    }
}
