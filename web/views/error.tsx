import { Layout } from './layout.js';

export function ErrorView({ title, advice }: { title: string; advice: string }) {
  return (
    <Layout title={title} trail={[]}>
      <section class="panel error">
        <h1>{title}</h1>
        <p>{advice}</p>
        <p>
          <a href="/">返回督办专项</a>
        </p>
      </section>
    </Layout>
  );
}
