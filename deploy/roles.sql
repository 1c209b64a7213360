-- The two roles of an installation and its database. Run once, as an administrator of the server:
--
--   psql -v owner_password="…" -v application_password="…" -f deploy/roles.sql
--
-- baikoo_owner owns the schema: `baikoo migrate` works as it, and nothing else does.
-- baikoo_app is what the running programs sign in as: it reads the record and appends to it, and can change nothing in it.
\set ON_ERROR_STOP on

create role baikoo_owner login password :'owner_password';
create role baikoo_app login password :'application_password';
create database baikoo owner baikoo_owner;

\connect baikoo
revoke all on database baikoo from public;
grant connect on database baikoo to baikoo_app;
-- PostgreSQL 14 lets everybody create things here; later ones nobody but the owner.
revoke create on schema public from public;
grant create on schema public to baikoo_owner;
