alter table imports
    -- Who asked for the undo.
    add column undone_by jsonb,
    -- How often one was asked for.
    add column undos integer not null default 0;
