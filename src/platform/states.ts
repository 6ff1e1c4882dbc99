/**
 * The states of a thing and the acts that lead from one to another, in one table: who does what, from where, to where, and
 * what is published. Services name an act, queries and pages a set of states; docs/states.md is drawn from it. Pure.
 */
import mongoose from 'mongoose';
import type { EventName } from './events.ts';

export type Act<State extends string = string> = Readonly<{
  /** Empty for the act by which the thing comes to be. */
  from: readonly State[];
  /** Absent from an act that leaves the state as it is. */
  to?: State;
  /** A role, what somebody is to the thing, or `clock` for what happens by itself. */
  by: string | readonly string[];
  /** The event that goes out in the transaction of the act. */
  publishes?: EventName;
  /** The act that this one takes back, within the time that its rule allows. */
  undoes?: string;
}>;

export type Acts<State extends string = string> = Readonly<Record<string, Act<State>>>;
type Sets<State extends string> = Readonly<Record<string, readonly State[]>>;

/** A part of a filter. One state is asked for by itself, so that partial indexes serve it. */
export type Where<State extends string> = { state: State } | { state: { $in: State[] } };

type Moving<All> = { [Name in keyof All]: All[Name] extends { to: string } ? Name : never }[keyof All] & string;
/** The acts that lead from one state to another. */
type Leading<All> = {
  [Name in keyof All]: All[Name] extends { from: readonly [string, ...string[]]; to: string } ? Name : never;
}[keyof All] &
  string;
type Goal<All, Name extends keyof All> = All[Name] extends { to: infer To extends string } ? To : never;

export type States<State extends string, All, Named> = Readonly<{
  thing: string;
  all: readonly [State, ...State[]];
  acts: All;
  sets: Named;
  /** One line of the table, whichever. */
  row: (act: keyof All & string) => Act<State>;
  /** What a stored thing must be like for the act: the filter's half of the one conditional update. */
  before: (act: keyof All & string) => Where<State>;
  /** What it is afterwards: the other half. */
  after: <Name extends Moving<All>>(act: Name) => { state: Goal<All, Name> };
  /** Whether a thing in this state is ready for the act; who may, the policy says. */
  can: (act: keyof All & string, state: State | undefined) => boolean;
  /** The acts that lead on from this state, ways back included, in the order of the table. */
  moves: (state: State) => Leading<All>[];
  /** The act that leads straight from one state to the other. */
  between: (from: State, to: string) => Leading<All> | undefined;
  is: <Name extends keyof Named & string>(
    set: Name,
    state: State | undefined,
  ) => state is Named[Name] extends readonly (infer One extends State)[] ? One : never;
  /** The part of a filter that finds the things of a named set. */
  where: (set: keyof Named & string) => Where<State>;
}>;

export type MoveOf<Table extends { acts: Acts }> = Leading<Table['acts']>;
export type StateOf<Table extends { all: readonly string[] }> = Table['all'][number];

export function defineStates<
  const State extends string,
  const All extends Acts<State>,
  const Named extends Sets<State>,
>(
  thing: string,
  { states: all, acts, sets }: { states: readonly [State, ...State[]]; acts: All; sets: Named },
): States<State, All, Named> {
  const row = (act: keyof All): Act<State> => acts[act] as Act<State>;
  const setOf = (set: keyof Named): readonly State[] => sets[set] as readonly State[];
  const can = (act: keyof All, state: State | undefined) => state !== undefined && row(act).from.includes(state);
  const moves = (state: State) =>
    Object.keys(acts).filter((act) => can(act, state) && row(act).to !== undefined) as Leading<All>[];
  return {
    thing,
    all,
    acts,
    sets,
    row,
    before: (act) => whereOneOf(row(act).from),
    after: (act) => ({ state: row(act).to as never }),
    can,
    moves,
    between: (from, to) => moves(from).find((act) => row(act).to === to),
    is: (set, state): state is never => state !== undefined && setOf(set).includes(state),
    where: (set) => whereOneOf(setOf(set)),
  };
}

function whereOneOf<State extends string>(states: readonly State[]): Where<State> {
  const [only, ...more] = states;
  return only !== undefined && more.length === 0
    ? { state: only }
    : { state: mongoose.trusted<{ $in: State[] }>({ $in: [...states] }) };
}
