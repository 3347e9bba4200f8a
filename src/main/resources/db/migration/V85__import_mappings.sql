-- Which fields the columns of a kind of file are, as somebody said when such a file was imported last.
create table import_mappings (
    workspace_id bigint not null,
    -- A hash of the heads, whatever their order, case and signs.
    signature text not null,
    -- By head, the name of a field, or null: {"E-Mail": "email", "Colour": null}.
    mapping jsonb not null,
    used_at timestamptz not null,
    primary key (workspace_id, signature)
);
call protect_workspace_table('import_mappings');
