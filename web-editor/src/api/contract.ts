import type { components, paths } from "./generated/openapi";

/** What the runtime says and takes, by the names of its records. Made from `runtime/server/openapi.yml`. */
export type Schemas = components["schemas"];

type Method = "get" | "put" | "post" | "delete";
type Json<C> = C extends { content: { "application/json": infer B } } ? B : never;
type Given<T> = { [K in keyof T]: T[K] | undefined };

type Operation<P extends string, M extends Method> = `/api/v1${P}` extends infer Full extends keyof paths
  ? Exclude<paths[Full][M], undefined>
  : never;

/** The addresses that can be called in this way, without the part that all of them begin with. */
export type Address<M extends Method> = {
  [Full in keyof paths]: Full extends `/api/v1${infer P}` ? (undefined extends paths[Full][M] ? never : P) : never;
}[keyof paths];

/** What a call is answered with where it succeeds; nothing where the answer is empty. */
export type Answer<P extends string, M extends Method> =
  Operation<P, M> extends { responses: infer R } ? AnswerOf<Json<R[keyof R & (200 | 201 | 202)]>> : never;
type AnswerOf<B> = [B] extends [never] ? undefined : B;

/** What a call needs: the values in its address, those behind the question mark, and its body. */
export type Call<P extends string, M extends Method> = PathOf<Operation<P, M>> &
  QueryOf<Operation<P, M>> &
  BodyOf<Operation<P, M>>;

type PathOf<O> = O extends { parameters: { path: infer V } } ? { path: V } : unknown;
type QueryOf<O> = O extends { parameters: { query: infer V } }
  ? { query: Given<V> }
  : O extends { parameters: { query?: infer V } }
    ? [V] extends [undefined]
      ? unknown
      : { query?: Given<Exclude<V, undefined>> }
    : unknown;
type BodyOf<O> = O extends { requestBody: infer C } ? { body: Json<C> } : unknown;
