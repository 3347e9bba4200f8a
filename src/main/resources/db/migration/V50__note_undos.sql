-- Notes that users deleted, so that they can undo it.
create sequence note_undo_ids;
create table note_undos (
    workspace_id bigint not null,
    user_id bigint not null,
    id bigint not null default nextval('note_undo_ids'),
    lead_id bigint not null,
    note jsonb not null,
    done_at timestamptz not null,
    primary key (workspace_id, user_id, id)
);
call protect_workspace_table('note_undos');
